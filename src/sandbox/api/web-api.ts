import type { IncomingMessage, ServerResponse } from "node:http";

import { type FaultQueue, isDone } from "../faults.ts";
import { readBody } from "../http/read-body.ts";
import { sendJson } from "../http/send.ts";
import type { Fields } from "../is-record.ts";
import type { SlackState } from "../slack-state.ts";
import { type ApiAnswer, refuse } from "./api-answer.ts";
import type { CallLog } from "./call-log.ts";
import { METHODS } from "./methods.ts";
import { readArguments } from "./read-arguments.ts";
import { strike } from "./strike.ts";

const MOST_BYTES = 1024 * 1024;

export interface WebApi {
  readonly state: SlackState;
  readonly botToken: string;
  readonly faults: FaultQueue;
  readonly log: CallLog;
}

/** Answers one call of Slack's Web API; `name` is the method. */
export async function answerCall(
  api: WebApi,
  name: string,
  exchange: { readonly request: IncomingMessage; readonly response: ServerResponse },
): Promise<void> {
  const { request, response } = exchange;
  const query = new URL(request.url ?? "/", "http://localhost").searchParams;
  const body = await readBody(request, MOST_BYTES);
  const given = readArguments(request.headers["content-type"] ?? "", body, query);
  const { token: parameter, ...args } = given ?? {};
  const fault = api.faults.take(name, args["channel"]);
  const at = api.state.now();
  if (fault !== undefined && !isDone(fault)) {
    api.log.record({ method: name, args, answer: { fault: fault.kind }, at });
    return strike(response, fault);
  }
  const token = request.headers.authorization?.replace(/^Bearer /iu, "") ?? parameter;
  const answer =
    given === undefined ? refuse("invalid_form_data") : run(api, name, { token, args });
  api.log.record({ method: name, args, answer, at });
  if (fault !== undefined) return strike(response, fault);
  return sendJson(response, answer, { headers: scopeHeaders(api, name) });
}

function run(
  { state, botToken }: WebApi,
  name: string,
  call: { readonly token: unknown; readonly args: Fields },
): ApiAnswer {
  const method = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined;
  if (method === undefined) return refuse("unknown_method", { req_method: name });
  if (method.open === true) return method.run(state, call.args);
  if (call.token === undefined || call.token === "") return refuse("not_authed");
  if (call.token !== botToken) return refuse("invalid_auth");
  if (method.scope !== undefined && !state.scopes.includes(method.scope)) {
    const provided = state.scopes.join(",");
    return refuse("missing_scope", { needed: method.scope, provided });
  }
  return method.run(state, call.args);
}

function scopeHeaders({ state }: WebApi, name: string) {
  const accepted = (Object.hasOwn(METHODS, name) ? METHODS[name]?.scope : undefined) ?? "";
  return { "x-oauth-scopes": state.scopes.join(","), "x-accepted-oauth-scopes": accepted };
}
