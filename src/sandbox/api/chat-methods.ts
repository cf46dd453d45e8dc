import { LIMITS } from "../block-kit/limits.ts";
import { type Fields, isRecord } from "../is-record.ts";
import type { Message } from "../messages.ts";
import { APP, type Channel, findPerson, mayRead } from "../people.ts";
import type { SlackState } from "../slack-state.ts";
import { type ApiAnswer, refuse, succeed } from "./api-answer.ts";
import { readApiContent } from "./message-content.ts";
import { messageObject } from "./message-object.ts";

export function postMessage(state: SlackState, args: Fields): ApiAnswer {
  const place = findPlace(state.conversations.findPlace(args["channel"]));
  if ("refusal" in place) return place.refusal;
  const read = readApiContent(args);
  if ("refusal" in read) return read.refusal;
  const thread = readThread(state, place.channel.id, args["thread_ts"]);
  if (thread === null) return refuse("thread_not_found");
  const { metadata, reply_broadcast: broadcast } = args;
  const inChannel = thread !== undefined && (broadcast === true || broadcast === "true");
  if (metadata !== undefined && !isMetadata(metadata)) return refuse("invalid_metadata_format");
  const message = state.messages.post({
    channel: place.channel.id,
    author: APP.botUserId,
    ...read.content,
    ...(thread === undefined ? {} : { threadTs: thread }),
    ...(metadata === undefined ? {} : { metadata }),
    ...(inChannel ? { broadcast: true } : {}),
  });
  return answerWith(message);
}

export function postEphemeral(state: SlackState, args: Fields): ApiAnswer {
  const place = findPlace(state.conversations.find(args["channel"]));
  if ("refusal" in place) return place.refusal;
  const person = findPerson(args["user"]);
  if (person === undefined || !mayRead(person.id, place.channel.id)) {
    return refuse("user_not_in_channel");
  }
  const read = readApiContent(args);
  if ("refusal" in read) return read.refusal;
  const thread = readThread(state, place.channel.id, args["thread_ts"]);
  if (thread === null) return refuse("thread_not_found");
  const message = state.messages.post({
    channel: place.channel.id,
    author: APP.botUserId,
    onlyFor: person.id,
    ...read.content,
    ...(thread === undefined ? {} : { threadTs: thread }),
  });
  return succeed({ message_ts: message.ts });
}

export function updateMessage(state: SlackState, args: Fields): ApiAnswer {
  const found = findOwn(state, args, "cant_update_message");
  if ("refusal" in found) return found.refusal;
  const read = readApiContent(args, LIMITS.messageText.update);
  if ("refusal" in read) return read.refusal;
  const { metadata = found.message.metadata } = args;
  if (metadata !== undefined && !isMetadata(metadata)) return refuse("invalid_metadata_format");
  const edited = read.content.blocks.length === 0;
  const message = state.messages.change(found.message, { ...read.content, metadata, edited });
  return { ...answerWith(message), text: message.text };
}

export function deleteMessage(state: SlackState, args: Fields): ApiAnswer {
  const found = findOwn(state, args, "cant_delete_message");
  if ("refusal" in found) return found.refusal;
  state.messages.remove(found.message);
  return succeed({ channel: found.message.channel, ts: found.message.ts });
}

type Place = { readonly channel: Channel } | { readonly refusal: ApiAnswer };

function findPlace(channel: Channel | undefined): Place {
  if (channel === undefined) return { refusal: refuse("channel_not_found") };
  if (channel.archived === true) return { refusal: refuse("is_archived") };
  if (!channel.hasApp) return { refusal: refuse("not_in_channel") };
  return { channel };
}

type Own = { readonly message: Message } | { readonly refusal: ApiAnswer };

/** Ephemeral messages are out of reach: only their response URL changes them. */
function findOwn(state: SlackState, args: Fields, notOwn: string): Own {
  const place = findPlace(state.conversations.find(args["channel"]));
  if ("refusal" in place) return place;
  const { ts } = args;
  const message = typeof ts === "string" ? state.messages.find(place.channel.id, ts) : undefined;
  if (message === undefined || message.onlyFor !== undefined) {
    return { refusal: refuse("message_not_found") };
  }
  return message.author === APP.botUserId ? { message } : { refusal: refuse(notOwn) };
}

/** Null when there is no such thread. */
function readThread(
  state: SlackState,
  channel: string,
  threadTs: unknown,
): string | undefined | null {
  if (threadTs === undefined) return undefined;
  if (typeof threadTs !== "string") return null;
  const parent = state.messages.find(channel, threadTs);
  return parent === undefined ? null : (parent.threadTs ?? parent.ts);
}

function isMetadata(metadata: unknown): boolean {
  if (!isRecord(metadata)) return false;
  return typeof metadata["event_type"] === "string" && isRecord(metadata["event_payload"]);
}

function answerWith(message: Message): ApiAnswer {
  return succeed({
    channel: message.channel,
    ts: message.ts,
    message: messageObject(message),
  });
}
