import { mrkdwnName } from "../mrkdwn.ts";
import { buttons } from "./buttons.ts";
import type { SlackMessage } from "./slack-message.ts";
import { paragraph } from "./text-objects.ts";

export interface NotFound {
  /** What the person typed for the name. */
  readonly query: string;
  readonly period: string;
}

/** No campaign is anything like the name. */
export function notFoundView({ query, period }: NotFound): SlackMessage {
  const sentence = `No campaign is named “${mrkdwnName(query, 150)}”, or anything like it.`;
  return {
    text: `${sentence} Type /perf to see all campaigns.`,
    blocks: [
      paragraph(
        `${sentence} A part of the name is enough; \`/perf\` lists all campaigns. ` +
          "If it is a new campaign, import an export that holds it.",
      ),
      ...buttons([
        { label: "All campaigns", press: { action: "perf.overview", period } },
        { label: "Import a file", press: { action: "import.open" } },
        { label: "Help", press: { action: "perf.help" } },
      ]),
    ],
  };
}
