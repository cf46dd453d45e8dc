import type { webApi } from "@slack/bolt";

import type { FindDelivery, FindOutcome, SoughtMessage } from "../../usecases/ports.ts";
import { findChannelId } from "../find-channel-id.ts";
import { platformError } from "../respond.ts";
import type { SlackClient } from "../web-client.ts";
import { readDeliveryMark } from "./delivery-metadata.ts";
import { setbackOf } from "./setback-of.ts";

/** Slack's own limit for some apps. */
const PAGE = 15;

/** By which our clock may be ahead of Slack's: the look begins that much earlier. */
const CLOCK_MARGIN_MS = 60_000;

/** Slack does not let this token read, here or at all; another token or more scopes would. */
const CLOSED = new Set([
  "access_denied",
  "channel_type_not_supported",
  "method_not_supported_for_channel_type",
  "missing_scope",
  "no_permission",
  "not_allowed_token_type",
]);

/** Reads what was posted to a channel, or a thread, since the first attempt, until the message is found. */
export function findDelivery(
  client: SlackClient,
  { clockMarginMs = CLOCK_MARGIN_MS }: { readonly clockMarginMs?: number } = {},
): FindDelivery {
  return async (sought): Promise<FindOutcome> => {
    try {
      const channel = await idOf(client, sought.channel);
      if (channel === undefined) {
        return { kind: "closed", reason: `the id of ${sought.channel} is not known` };
      }
      const oldest = ((sought.postBeganAt - clockMarginMs) / 1000).toFixed(6);
      return await lookThrough(client, { ...sought, channel }, oldest);
    } catch (error) {
      const code = platformError(error);
      if (code !== undefined && CLOSED.has(code)) return { kind: "closed", reason: code };
      return setbackOf(error);
    }
  };
}

/** Slack is asked by id alone; which channel bears a name, an earlier answer has told, or Slack's list of them. */
async function idOf(client: SlackClient, channel: string): Promise<string | undefined> {
  if (/^[CGD][A-Z0-9]+$/.test(channel)) return channel;
  return channel.startsWith("#") ? findChannelId(client, channel) : undefined;
}

async function lookThrough(
  client: SlackClient,
  sought: SoughtMessage,
  oldest: string,
): Promise<FindOutcome> {
  let cursor: string | undefined;
  do {
    const page: Page = await read(client, sought, { oldest, ...(cursor && { cursor }) });
    const found = foundIn(page, sought);
    if (found !== undefined) return found;
    cursor = page.response_metadata?.next_cursor;
  } while (cursor !== undefined && cursor !== "");
  return { kind: "absent" };
}

type Page = webApi.ConversationsHistoryResponse | webApi.ConversationsRepliesResponse;

function read(
  client: SlackClient,
  { channel, threadTs, broadcast }: SoughtMessage,
  window: { readonly oldest: string; readonly cursor?: string },
): Promise<Page> {
  const options = { channel, include_all_metadata: true, limit: PAGE, ...window };
  // A broadcast reply stands in the channel too, which more tokens may read than threads.
  if (threadTs === undefined || broadcast) return client.conversations.history(options);
  return client.conversations.replies({ ...options, ts: threadTs });
}

function foundIn({ messages }: Page, sought: SoughtMessage): FindOutcome | undefined {
  for (const { ts, metadata } of messages ?? []) {
    const mark = readDeliveryMark(metadata);
    const same =
      mark?.workspaceId === sought.workspaceId && mark.deliveryKey === sought.deliveryKey;
    if (same && ts !== undefined) {
      return { kind: "found", channel: sought.channel, messageTs: ts, version: mark.version };
    }
  }
  return undefined;
}
