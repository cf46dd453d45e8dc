import { validateView } from "../block-kit/validate-blocks.ts";
import { type Fields, isRecord } from "../is-record.ts";
import { findPerson } from "../people.ts";
import type { SlackState } from "../slack-state.ts";
import { viewObject } from "../view-object.ts";
import type { OpenView } from "../views.ts";
import { type ApiAnswer, refuse, refuseBlocks, succeed } from "./api-answer.ts";

type Given = { readonly view: Fields } | { readonly refusal: ApiAnswer };

/** The view, if Slack would show it as a `type`. */
export function readView(given: unknown, type: OpenView["type"]): Given {
  const faults = validateView(given);
  if (!isRecord(given) || faults.length > 0) {
    return { refusal: refuseBlocks("invalid_arguments", faults) };
  }
  const wrong = [{ pointer: "/view/type", message: `must be ${type} here` }];
  if (given["type"] !== type) return { refusal: refuseBlocks("invalid_arguments", wrong) };
  return { view: given };
}

export function openView(state: SlackState, args: Fields): ApiAnswer {
  const given = readView(args["view"], "modal");
  if ("refusal" in given) return given.refusal;
  const trigger = state.triggers.redeem(args["trigger_id"]);
  if ("fault" in trigger) return refuse(trigger.fault);
  return answerWith(state.views.open(trigger.user, given.view));
}

export function pushView(state: SlackState, args: Fields): ApiAnswer {
  const given = readView(args["view"], "modal");
  if ("refusal" in given) return given.refusal;
  const trigger = state.triggers.redeem(args["trigger_id"]);
  if ("fault" in trigger) return refuse(trigger.fault);
  const view = state.views.push(trigger.user, given.view);
  return view === undefined ? refuse("push_limit_reached") : answerWith(view);
}

export function updateView(state: SlackState, args: Fields): ApiAnswer {
  const { view_id: id, external_id: externalId, hash } = args;
  if (id === undefined && externalId === undefined) return refuse("invalid_arguments");
  const found = id === undefined ? state.views.findExternal(externalId) : state.views.find(id);
  if (found === undefined) return refuse("not_found");
  const given = readView(args["view"], found.type);
  if ("refusal" in given) return given.refusal;
  if (hash !== undefined && hash !== found.hash) return refuse("hash_conflict");
  return answerWith(state.views.update(found, given.view));
}

export function publishView(state: SlackState, args: Fields): ApiAnswer {
  const person = findPerson(args["user_id"]);
  if (person === undefined) return refuse("user_not_found");
  const given = readView(args["view"], "home");
  if ("refusal" in given) return given.refusal;
  const { hash } = args;
  const before = state.views.home(person.id);
  if (hash !== undefined && hash !== before?.hash) return refuse("hash_conflict");
  return answerWith(state.views.publish(person.id, given.view));
}

function answerWith(view: OpenView): ApiAnswer {
  return succeed({ view: viewObject(view) });
}
