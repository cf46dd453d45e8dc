import { type ApiAnswer, refuse, succeed } from "../api/api-answer.ts";
import { readContent } from "../api/message-content.ts";
import type { Fields } from "../is-record.ts";
import { APP } from "../people.ts";
import type { ResponseTarget } from "../response-urls.ts";
import type { SlackState } from "../slack-state.ts";

export interface ResponseAnswer {
  readonly status: number;
  readonly body: ApiAnswer;
}

/** What Slack does with an answer to a response URL. */
export function answerResponseUrl(
  state: SlackState,
  secret: string,
  fields: Fields | undefined,
): ResponseAnswer {
  const target = state.responseUrls.use(secret);
  if (typeof target === "string") return { status: 404, body: refuse(target) };
  if (fields === undefined) return { status: 400, body: refuse("invalid_payload") };
  const body = apply(state, target, fields);
  return { status: body.ok ? 200 : 400, body };
}

/** Posts an answer of the app, or replaces or deletes the message that it answers. */
function apply(state: SlackState, target: ResponseTarget, fields: Fields): ApiAnswer {
  const original =
    target.original === undefined
      ? undefined
      : state.messages.find(target.channel, target.original);
  if (isTrue(fields["delete_original"])) {
    if (original === undefined) return refuse("message_not_found");
    state.messages.remove(original);
    return succeed();
  }
  const read = readContent(fields);
  if ("refusal" in read) return read.refusal;
  if (isTrue(fields["replace_original"]) && original !== undefined) {
    state.messages.change(original, read.content);
    return succeed();
  }
  postAnswer(state, target, { ...fields, ...read.content });
  return succeed();
}

type Answer = Fields & { readonly text: string; readonly blocks: readonly unknown[] };

/** Ephemeral unless it says `in_channel`. */
export function postAnswer(state: SlackState, target: ResponseTarget, answer: Answer) {
  const { thread_ts: thread } = answer;
  return state.messages.post({
    channel: target.channel,
    author: APP.botUserId,
    text: answer.text,
    blocks: answer.blocks,
    ...(typeof thread === "string" ? { threadTs: thread } : {}),
    ...(answer["response_type"] === "in_channel" ? {} : { onlyFor: target.user }),
  });
}

function isTrue(value: unknown): boolean {
  return value === true || value === "true";
}
