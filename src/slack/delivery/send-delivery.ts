import type { types } from "@slack/bolt";
import { z } from "zod";

import type { DeliveryOutcome, OutgoingMessage, SendDelivery } from "../../usecases/ports.ts";
import { platformError } from "../respond.ts";
import { isRefusedForm, rungsOf } from "../rungs.ts";
import type { SlackMessage } from "../views/slack-message.ts";
import type { SlackClient } from "../web-client.ts";
import { deliveryMetadata } from "./delivery-metadata.ts";
import { setbackOf } from "./setback-of.ts";

const block = z.custom<types.KnownBlock>(
  (value) => z.object({ type: z.string() }).safeParse(value).success,
);
const payloadSchema = z.object({ text: z.string(), blocks: z.array(block) });

const OUT_OF_TIME: DeliveryOutcome = {
  kind: "later",
  done: "no",
  reason: "the sender's time for the message was over",
};

/**
 * Posts an owed message, or edits it where it stands, once. Blocks that this Slack refuses are sent in plainer forms;
 * each form is a call, which begins only while there is time for it.
 */
export function sendDelivery(client: SlackClient): SendDelivery {
  return async (message) => {
    const parsed = payloadSchema.safeParse(message.payload);
    if (!parsed.success) return { kind: "refused", reason: "the stored message cannot be read" };
    for (const rung of rungsOf(parsed.data)) {
      if (!message.mayCall()) return OUT_OF_TIME;
      try {
        return await send(client, message, rung);
      } catch (error) {
        if (!isRefusedForm(platformError(error))) return setbackOf(error);
      }
    }
    return { kind: "refused", reason: "Slack refused every form of the message." };
  };
}

async function send(
  client: SlackClient,
  message: OutgoingMessage,
  rung: SlackMessage,
): Promise<DeliveryOutcome> {
  const { channel, messageTs, threadTs, broadcast } = message;
  const metadata = deliveryMetadata(message);
  if (messageTs !== undefined) {
    await client.chat.update({ channel, ts: messageTs, metadata, ...rung });
    return { kind: "sent", channel, messageTs };
  }
  const thread = threadTs === undefined ? {} : { thread_ts: threadTs, reply_broadcast: broadcast };
  const answer = await client.chat.postMessage({ channel, metadata, ...thread, ...rung });
  if (answer.ts === undefined || answer.channel === undefined) {
    return { kind: "later", done: "perhaps", reason: "Slack's answer cannot be read" };
  }
  return { kind: "sent", channel: answer.channel, messageTs: answer.ts };
}
