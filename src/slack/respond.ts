import { webApi } from "@slack/bolt";
import { request } from "undici";
import { z } from "zod";

import { isRefusedForm, rungsOf } from "./rungs.ts";
import type { SlackMessage } from "./views/slack-message.ts";
import type { SlackClient } from "./web-client.ts";

/** Where a person waits for an answer. */
export interface Place {
  readonly responseUrl?: string | undefined;
  readonly channel?: string | undefined;
  readonly user: string;
}

export interface ResponseOptions {
  /** The message that the button was on gives way to this one. */
  readonly replace?: boolean;
  /** Everybody in the channel sees it; else the person alone. */
  readonly inChannel?: boolean;
}

export type Respond = (message: SlackMessage, options?: ResponseOptions) => Promise<void>;

/** Slack took none of a message's forms. */
export class MessageRefused extends Error {
  override readonly name = "MessageRefused";
}

type Attempt = "sent" | "invalid_blocks" | "gone";

const TIMEOUT_MS = 10_000;

/**
 * Answers where the person waits: by the response address while it lives, else as a message that only they see.
 * Blocks that this Slack refuses are sent in plainer forms, until one is taken.
 */
export function respondAt(place: Place, client: SlackClient): Respond {
  return async (message, options = {}) => {
    for (const rung of rungsOf(message)) {
      let attempt = await byUrl(place, rung, options);
      if (attempt === "gone") attempt = await byMessage(client, place, { rung, options });
      if (attempt === "sent") return;
    }
    throw new MessageRefused("Slack refused every form of the answer.");
  };
}

async function byUrl(place: Place, rung: SlackMessage, options: ResponseOptions): Promise<Attempt> {
  if (place.responseUrl === undefined) return "gone";
  // Not fetch: its streams and clones cost as much as all that goes before them.
  const response = await request(place.responseUrl, {
    method: "POST",
    headers: { "content-type": "application/json; charset=utf-8" },
    body: JSON.stringify({
      ...rung,
      response_type: options.inChannel === true ? "in_channel" : "ephemeral",
      replace_original: options.replace === true,
    }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const status = response.statusCode;
  const body = await response.body.text();
  if (body.includes("invalid_blocks")) return "invalid_blocks";
  if (status >= 200 && status < 300 && !isRefusal(body)) return "sent";
  if (status < 500) return "gone";
  throw new Error(`Slack's response address answered ${status}.`);
}

async function byMessage(
  client: SlackClient,
  place: Place,
  { rung, options }: { readonly rung: SlackMessage; readonly options: ResponseOptions },
): Promise<Attempt> {
  const { channel, user } = place;
  try {
    if (channel === undefined) await client.chat.postMessage({ channel: user, ...rung });
    else if (options.inChannel === true) await client.chat.postMessage({ channel, ...rung });
    else await client.chat.postEphemeral({ channel, user, ...rung });
    return "sent";
  } catch (error) {
    const code = platformError(error);
    if (isRefusedForm(code)) return "invalid_blocks";
    if (channel === undefined || code === undefined || !NOT_THERE.has(code)) throw error;
    return byMessage(client, { user }, { rung, options });
  }
}

/** The bot is not where the person is: a direct message reaches them all the same. */
const NOT_THERE = new Set([
  "not_in_channel",
  "channel_not_found",
  "user_not_in_channel",
  "is_archived",
]);

/** Slack's error code of a refused call. */
export function platformError(error: unknown): string | undefined {
  return error instanceof webApi.WebAPIPlatformError ? error.data.error : undefined;
}

const refusal = z.object({ ok: z.literal(false) });

function isRefusal(body: string): boolean {
  if (!body.startsWith("{")) return false;
  try {
    return refusal.safeParse(JSON.parse(body)).success;
  } catch {
    return false;
  }
}
