import { cutText } from "./mrkdwn.ts";
import { ladderOf } from "./views/degrade.ts";
import type { SlackMessage } from "./views/slack-message.ts";

/** Slack's words for a message that is refused for its form; another form of it may be taken. */
const REFUSED_FORMS = new Set(["invalid_blocks", "msg_blocks_too_long", "msg_too_long"]);

const MAX_TEXT = 3_000;

/**
 * A message and ever plainer forms of it, to be tried in order; each is made only when the one before was refused.
 * Last of all comes its sentence alone, with its buttons.
 */
export function* rungsOf(message: SlackMessage): Generator<SlackMessage> {
  yield message;
  const [, ...plainer] = ladderOf(message);
  yield* plainer;
  const text = cutText(message.text, MAX_TEXT);
  const buttons = message.blocks.filter(({ type }) => type === "actions");
  yield { text, blocks: [{ type: "section", text: { type: "mrkdwn", text } }, ...buttons] };
}

export function isRefusedForm(code: string | undefined): boolean {
  return code !== undefined && REFUSED_FORMS.has(code);
}
