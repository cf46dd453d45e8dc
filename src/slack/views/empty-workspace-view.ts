import { buttons } from "./buttons.ts";
import type { SlackMessage } from "./slack-message.ts";
import { header, paragraph } from "./text-objects.ts";

/** What a workspace without any numbers reads: the first thing to do. */
export function emptyWorkspaceView(): SlackMessage {
  return {
    text: "No campaigns yet. Type /perf import, or drop an export from your ad platform into a channel where Trimtab is a member.",
    blocks: [
      header("No campaigns yet"),
      paragraph(
        "Load an export first: a CSV or TSV by day from Google Ads, Meta, TikTok, LinkedIn, Microsoft, " +
          "Pinterest or Amazon, or any table with a date, a campaign and a cost column.",
      ),
      paragraph(
        "Press *Import a file*, type `/perf import`, or drop the file into a channel where I am a member. " +
          "Then `/perf` shows every campaign.",
      ),
      ...buttons([
        { label: "Import a file", press: { action: "import.open" }, style: "primary" },
        { label: "Help", press: { action: "perf.help" } },
      ]),
    ],
  };
}
