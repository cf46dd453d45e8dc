import { isRecord } from "../is-record.ts";
import type {
  ActionRequest,
  ActionResult,
  CommandRequest,
  CommandResult,
  PageMessage,
  PageState,
  PageView,
  SubmitRequest,
  SubmitResult,
} from "../page-api.ts";

const BASE = "/sandbox/page-api/";

const UNREACHABLE = "The local workspace does not answer. Is npm start still running?";

/** Throws an Error whose message can be shown. */
export function loadState(): Promise<PageState> {
  return ask<PageState>("state");
}

export async function loadMessages(channel: string, user: string): Promise<readonly PageMessage[]> {
  const query = new URLSearchParams({ channel, user });
  const { messages } = await ask<{ messages: readonly PageMessage[] }>(`messages?${query}`);
  return messages;
}

export async function loadHome(user: string): Promise<PageView | null> {
  const { view } = await ask<{ view: PageView | null }>(`home?${new URLSearchParams({ user })}`);
  return view;
}

export function sendCommand(request: CommandRequest): Promise<CommandResult> {
  return tell<CommandResult>("command", request);
}

export function sendAction(request: ActionRequest): Promise<ActionResult> {
  return tell<ActionResult>("action", request);
}

export function submitView(request: SubmitRequest): Promise<SubmitResult> {
  return tell<SubmitResult>("submit-view", request);
}

export function closeView(request: { user: string; viewId: string }): Promise<unknown> {
  return tell("close-view", request);
}

export function openHome(user: string): Promise<unknown> {
  return tell("open-home", { user });
}

export interface Upload {
  readonly user: string;
  /** Without a channel the file waits for a form's file field. */
  readonly channel?: string;
  readonly file: File;
}

export async function uploadFile({ user, channel, file }: Upload): Promise<string> {
  const query = new URLSearchParams({ user, name: file.name, ...(channel ? { channel } : {}) });
  const { fileId } = await ask<{ fileId: string }>(`upload?${query}`, {
    method: "POST",
    headers: { "content-type": "application/octet-stream" },
    body: file,
  });
  return fileId;
}

export function eventsUrl(user: string): string {
  return `${BASE}events?${new URLSearchParams({ user })}`;
}

function tell<Answer>(path: string, body: unknown): Promise<Answer> {
  return ask<Answer>(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

async function ask<Answer>(path: string, init?: RequestInit): Promise<Answer> {
  const response = await fetch(BASE + path, init).catch((cause: unknown) => {
    throw new Error(UNREACHABLE, { cause });
  });
  const answer: unknown = await response.json().catch(() => undefined);
  if (response.ok && isAnswer<Answer>(answer)) return answer;
  const sentence = isRecord(answer) ? answer["error"] : undefined;
  throw new Error(typeof sentence === "string" ? sentence : UNREACHABLE);
}

/** The double and the page are built from one source, so an answer's shape is taken on trust. */
function isAnswer<Answer>(value: unknown): value is Answer {
  return isRecord(value);
}

export function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : UNREACHABLE;
}
