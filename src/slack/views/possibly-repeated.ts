import type { SlackMessage } from "./slack-message.ts";
import { notes } from "./text-objects.ts";

/** The message of which an earlier attempt may have arrived. Said above the buttons, which stay last. */
export function possiblyRepeated({ text, blocks }: SlackMessage): SlackMessage {
  const last = blocks.findLastIndex(({ type }) => type === "actions");
  const at = last === -1 ? blocks.length : last;
  return {
    text: `${text} (possibly a repeat)`,
    blocks: blocks.toSpliced(
      at,
      0,
      ...notes(["Possibly a repeat: I do not know whether an earlier attempt arrived."]),
    ),
  };
}
