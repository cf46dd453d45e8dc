import { MessageRefused, platformError } from "./respond.ts";
import { isRefusedForm, rungsOf } from "./rungs.ts";
import type { SlackMessage } from "./views/slack-message.ts";
import type { SlackClient } from "./web-client.ts";

/** Edits a message; blocks that this Slack refuses are sent in plainer forms. */
export async function updateMessage(
  client: SlackClient,
  at: { readonly channel: string; readonly messageTs: string },
  message: SlackMessage,
): Promise<void> {
  for (const rung of rungsOf(message)) {
    try {
      await client.chat.update({ channel: at.channel, ts: at.messageTs, ...rung });
      return;
    } catch (error) {
      if (!isRefusedForm(platformError(error))) throw error;
    }
  }
  throw new MessageRefused("Slack refused every form of the message.");
}
