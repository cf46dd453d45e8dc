import { webApi } from "@slack/bolt";
import type { types } from "@slack/bolt";
import { z } from "zod";

import type { DeliveryOutcome, SendDelivery } from "../usecases/ports.ts";
import { MessageRefused, platformError } from "./respond.ts";
import { updateMessage } from "./update-message.ts";
import type { SlackClient } from "./web-client.ts";

const block = z.custom<types.KnownBlock>(
  (value) => z.object({ type: z.string() }).safeParse(value).success,
);
const payloadSchema = z.object({ text: z.string(), blocks: z.array(block) });

/** Answers that no later attempt will change. */
const FINAL = new Set([
  "channel_not_found",
  "not_in_channel",
  "is_archived",
  "message_not_found",
  "cant_update_message",
  "account_inactive",
  "token_revoked",
  "invalid_auth",
]);

/** Sends an owed edit, once; says whether it is done, hopeless, or to be tried again. */
export function sendDelivery(client: SlackClient): SendDelivery {
  return async ({ channel, messageTs, payload }): Promise<DeliveryOutcome> => {
    const parsed = payloadSchema.safeParse(payload);
    if (!parsed.success) return { kind: "refused", reason: "the stored message cannot be read" };
    try {
      await updateMessage(client, { channel, messageTs }, parsed.data);
      return { kind: "sent" };
    } catch (error) {
      if (error instanceof webApi.WebAPIRateLimitedError) {
        return { kind: "later", reason: "rate limited", afterMs: error.retryAfter * 1000 };
      }
      const code = platformError(error);
      if (code !== undefined && FINAL.has(code)) return { kind: "refused", reason: code };
      if (error instanceof MessageRefused) return { kind: "refused", reason: error.message };
      return {
        kind: "later",
        reason: code ?? (error instanceof Error ? error.message : String(error)),
      };
    }
  };
}
