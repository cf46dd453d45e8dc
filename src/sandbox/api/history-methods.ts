import type { Fields } from "../is-record.ts";
import type { Message } from "../messages.ts";
import type { Channel } from "../people.ts";
import type { SlackState } from "../slack-state.ts";
import { type ApiAnswer, refuse, succeed } from "./api-answer.ts";
import { messageObject } from "./message-object.ts";

const DEFAULT_LIMIT = 100;
const MOST = 999;

/** Newest first; replies only where they were broadcast. */
export function conversationHistory(state: SlackState, args: Fields): ApiAnswer {
  const place = readable(state, args);
  if ("refusal" in place) return place.refusal;
  const messages = standing(state, place.channel)
    .filter(({ threadTs, ts, broadcast }) => threadTs === undefined || threadTs === ts || broadcast)
    .toReversed();
  return answerPage(messages, args);
}

/** The thread's first message, then its replies, oldest first. */
export function conversationReplies(state: SlackState, args: Fields): ApiAnswer {
  const place = readable(state, args);
  if ("refusal" in place) return place.refusal;
  const { ts: root } = args;
  const standingHere = standing(state, place.channel);
  if (!standingHere.some(({ ts }) => ts === root)) return refuse("thread_not_found");
  const thread = standingHere.filter(({ ts, threadTs }) => ts === root || threadTs === root);
  return answerPage(thread, args);
}

type Place = { readonly channel: Channel } | { readonly refusal: ApiAnswer };

/** History is read by id alone, with the scope of that kind of conversation. */
function readable({ conversations, scopes }: SlackState, args: Fields): Place {
  const { channel: id } = args;
  const channel = conversations.find(id);
  if (channel === undefined || channel.id !== id) return { refusal: refuse("channel_not_found") };
  const needed = historyScope(channel);
  if (!scopes.includes(needed)) {
    return { refusal: refuse("missing_scope", { needed, provided: scopes.join(",") }) };
  }
  return channel.hasApp ? { channel } : { refusal: refuse("not_in_channel") };
}

function historyScope({ id, isPrivate }: Channel): string {
  if (id.startsWith("D")) return "im:history";
  return isPrivate === true ? "groups:history" : "channels:history";
}

function standing({ messages }: SlackState, { id }: Channel): Message[] {
  return messages.list(id);
}

function answerPage(messages: readonly Message[], args: Fields): ApiAnswer {
  const { oldest = "0", latest = "9999999999", limit = DEFAULT_LIMIT, cursor } = args;
  if (Number.isNaN(Number(oldest))) return refuse("invalid_ts_oldest");
  if (Number.isNaN(Number(latest))) return refuse("invalid_ts_latest");
  const size = Number(limit);
  if (!Number.isInteger(size) || size < 1) return refuse("invalid_limit");
  const inWindow = messages.filter(
    ({ ts }) => Number(ts) > Number(oldest) && Number(ts) < Number(latest),
  );
  const start = cursor === undefined || cursor === "" ? 0 : placeOf(inWindow, cursor);
  if (start < 0) return refuse("invalid_cursor");
  const end = start + Math.min(size, MOST);
  const next = inWindow[end];
  return succeed({
    messages: inWindow.slice(start, end).map((message) => shown(message, args)),
    has_more: next !== undefined,
    response_metadata: { next_cursor: next === undefined ? "" : cursorTo(next) },
  });
}

function cursorTo({ ts }: Message): string {
  return Buffer.from(`next_ts:${ts.replace(".", "")}`).toString("base64");
}

function placeOf(messages: readonly Message[], cursor: unknown): number {
  return messages.findIndex((message) => cursorTo(message) === cursor);
}

/** Metadata is left out unless it is asked for. */
function shown(message: Message, { include_all_metadata: all }: Fields): Fields {
  const { metadata, ...rest } = messageObject(message);
  const asked = all === true || all === "true" || all === "1";
  return metadata === undefined || !asked ? rest : { ...rest, metadata };
}
