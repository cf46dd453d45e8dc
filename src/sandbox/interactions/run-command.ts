import { readContent } from "../api/message-content.ts";
import type { Delivery } from "../deliver.ts";
import { isRecord } from "../is-record.ts";
import type { PageMessage } from "../page-api.ts";
import { parseJson } from "../parse-json.ts";
import { APP, findPerson, mayRead, type Person, TEAM } from "../people.ts";
import type { SlackState } from "../slack-state.ts";
import { postAnswer } from "./answer-response-url.ts";

export interface CommandInput {
  readonly user: string;
  readonly channel: string;
  /** With the command's own name: `/perf brand 30d`. */
  readonly text: string;
}

export interface CommandOutcome {
  /** What the person reads when it went wrong. */
  readonly error: string | null;
  /** What the acknowledgement itself said. */
  readonly reply: PageMessage | null;
}

/** Sends what a person typed: a slash command goes to the app, other text into the channel. */
export async function runCommand(state: SlackState, input: CommandInput): Promise<CommandOutcome> {
  const person = findPerson(input.user);
  const channel = state.conversations.find(input.channel);
  if (person === undefined) return failed("There is no such person in this workspace.");
  if (channel === undefined || !mayRead(person.id, channel.id)) {
    return failed("There is no such channel in this workspace.");
  }
  const [name = "", ...words] = input.text.trim().split(/(?<=^\S+)\s+/u);
  if (name === "") return failed(`Type a command, such as ${state.command}.`);
  if (!name.startsWith("/")) {
    state.messages.post({
      channel: channel.id,
      author: person.id,
      text: input.text.trim(),
      blocks: [],
    });
    return { error: null, reply: null };
  }
  if (name !== state.command) {
    return failed(`${name} is not a valid command. Here there is ${state.command}.`);
  }
  const target = { channel: channel.id, user: person.id };
  const body = commandBody(state, { person, channel, text: words.join(" ") });
  const type = "application/x-www-form-urlencoded";
  return readAnswer(state, target, await state.deliver({ type, body }));
}

interface Invocation {
  readonly person: Person;
  readonly channel: { readonly id: string; readonly name: string };
  readonly text: string;
}

function commandBody(state: SlackState, { person, channel, text }: Invocation): string {
  const fields = {
    token: "unused-verification-token",
    team_id: TEAM.id,
    team_domain: TEAM.domain,
    channel_id: channel.id,
    channel_name: channel.name,
    user_id: person.id,
    user_name: person.handle,
    command: state.command,
    text,
    api_app_id: APP.id,
    is_enterprise_install: "false",
    response_url: state.responseUrls.issue({ channel: channel.id, user: person.id }),
    trigger_id: state.triggers.issue(person.id),
  };
  return new URLSearchParams(fields).toString();
}

/** An acknowledgement may be empty, a text, or a message. */
function readAnswer(
  state: SlackState,
  target: { readonly channel: string; readonly user: string },
  delivery: Delivery,
): CommandOutcome {
  if (delivery.kind === "failed") {
    return failed(`${state.command} failed with the error "${delivery.error}"`);
  }
  if (delivery.body.trim() === "") return { error: null, reply: null };
  const parsed = delivery.json ? parseJson(delivery.body) : { text: delivery.body };
  const fields = typeof parsed === "string" ? { text: parsed } : parsed;
  const read = isRecord(fields) ? readContent(fields) : undefined;
  if (!isRecord(fields) || read === undefined || "refusal" in read) {
    return failed(`${state.command} failed with the error "invalid_command_response"`);
  }
  return { error: null, reply: postAnswer(state, target, { ...fields, ...read.content }) };
}

function failed(error: string): CommandOutcome {
  return { error, reply: null };
}
