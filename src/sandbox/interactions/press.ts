import { messageObject } from "../api/message-object.ts";
import { formPayload } from "../deliver.ts";
import type { Fields } from "../is-record.ts";
import type { Message } from "../messages.ts";
import type { ActionRequest, ActionResult } from "../page-api.ts";
import { APP, findPerson, mayRead } from "../people.ts";
import type { SlackState } from "../slack-state.ts";
import { viewObject } from "../view-object.ts";
import type { OpenView } from "../views.ts";
import { actionOf, GONE } from "./action-of.ts";
import { formState } from "./form-state.ts";
import { payloadParts } from "./payload-parts.ts";

/** Delivers `block_actions` for an element that a person used. */
export async function press(state: SlackState, request: ActionRequest): Promise<ActionResult> {
  const person = findPerson(request.user);
  const place = findPlace(state, request);
  if (person === undefined || place === undefined) return { error: GONE };
  const blocks = place.kind === "message" ? place.message.blocks : place.view.blocks;
  const action = actionOf(blocks, request);
  if (typeof action === "string") return { error: action };
  const values = formState(blocks, request.state);
  const delivery = await state.deliver(
    formPayload({
      type: "block_actions",
      ...payloadParts(person),
      trigger_id: state.triggers.issue(person.id),
      ...(place.kind === "message"
        ? { ...messageParts(state, place.message, person.id), state: { values } }
        : viewParts(place.view, values)),
      actions: [{ ...action, action_ts: (state.now() / 1000).toFixed(6) }],
    }),
  );
  if (delivery.kind === "acknowledged") return { error: null };
  return { error: `${APP.name} did not answer (${delivery.error}). Try again in a moment.` };
}

type Place =
  | { readonly kind: "message"; readonly message: Message }
  | { readonly kind: "view"; readonly view: OpenView };

function findPlace(state: SlackState, request: ActionRequest): Place | undefined {
  const { user, message: at, viewId } = request;
  if (at !== undefined) {
    const message = state.messages.find(at.channel, at.ts);
    if (message === undefined || !mayRead(user, message.channel)) return undefined;
    const hidden = message.onlyFor !== undefined && message.onlyFor !== user;
    return hidden ? undefined : { kind: "message", message };
  }
  const view = state.views.find(viewId);
  return view === undefined || view.user !== user ? undefined : { kind: "view", view };
}

function messageParts(state: SlackState, message: Message, user: string): Fields {
  const { channel, ts, threadTs } = message;
  const ephemeral = message.onlyFor !== undefined;
  const name = state.conversations.find(channel)?.name ?? "";
  return {
    container: {
      type: "message",
      message_ts: ts,
      channel_id: channel,
      is_ephemeral: ephemeral,
      ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
    },
    channel: { id: channel, name },
    // An ephemeral message's content is not kept by Slack, so the app gets none.
    ...(ephemeral ? {} : { message: messageObject(message) }),
    response_url: state.responseUrls.issue({ channel, user, original: ts }),
  };
}

function viewParts(view: OpenView, values: ActionRequest["state"]): Fields {
  return { container: { type: "view", view_id: view.id }, view: viewObject(view, values) };
}
