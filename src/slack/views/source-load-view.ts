import type { LoadEnd } from "../../domain/source/source-status.ts";
import { escapeMrkdwn, mrkdwnName } from "../mrkdwn.ts";
import { counted } from "./format.ts";
import { rangeWords } from "./period-words.ts";
import type { SlackMessage } from "./slack-message.ts";
import { paragraph } from "./text-objects.ts";

/** How far a load has come. */
export function sourceProgressView(input: {
  readonly name: string;
  readonly progress: { readonly days: string; readonly rows: number } | undefined;
}): SlackMessage {
  const { name, progress } = input;
  const far =
    progress === undefined
      ? "asking the platform…"
      : `reading ${escapeMrkdwn(progress.days)}, ${counted(progress.rows, "row")} so far…`;
  return said(`🔄 Loading ${mrkdwnName(name, 100)}: ${far}`);
}

/** What came of a load. */
export function sourceLoadView(input: {
  readonly name: string;
  readonly end: LoadEnd;
}): SlackMessage {
  const { end } = input;
  const name = mrkdwnName(input.name, 100);
  switch (end.kind) {
    case "loaded": {
      const { rows, revised, days } = end;
      const changed =
        revised === 0
          ? "Nothing that was there has changed"
          : `${counted(revised, "row")} that ${revised === 1 ? "was" : "were"} there changed`;
      return said(`✅ Loaded ${name}: ${counted(rows, "row")} of ${rangeWords(days)}. ${changed}.`);
    }
    case "failed": {
      const { message, next } = end;
      return said(
        `⚠️ ${name} could not be loaded. ${mrkdwnName(message, 300)}\n*What to do:* ${mrkdwnName(next, 300)}`,
      );
    }
    case "given-up":
      return said(
        `🔄 ${name} is loaded on by another instance; \`/perf settings\` shows how far it has come.`,
      );
  }
}

function said(text: string): SlackMessage {
  return { text, blocks: [paragraph(text)] };
}
