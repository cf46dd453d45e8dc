import { readView } from "../api/view-methods.ts";
import { type Delivery, formPayload } from "../deliver.ts";
import { fileObject } from "../files.ts";
import { type Fields, isRecord } from "../is-record.ts";
import type { StateValues, SubmitRequest, SubmitResult } from "../page-api.ts";
import { parseJson } from "../parse-json.ts";
import { findPerson } from "../people.ts";
import type { SlackState } from "../slack-state.ts";
import { viewObject } from "../view-object.ts";
import type { OpenView } from "../views.ts";
import { fieldErrors } from "./field-errors.ts";
import { formState } from "./form-state.ts";
import { payloadParts } from "./payload-parts.ts";

const TROUBLE = "We had some trouble connecting. Try again?";

/** Submits a modal: Slack's own checks first, then `view_submission` and what the app says to it. */
export async function submitView(state: SlackState, request: SubmitRequest): Promise<SubmitResult> {
  const person = findPerson(request.user);
  const view = state.views.find(request.viewId);
  if (person === undefined || view?.type !== "modal" || view.user !== person.id) {
    return { errors: {}, error: "This form is not open any more. Open it again." };
  }
  const values = withFiles(state, formState(view.blocks, request.state));
  const errors = fieldErrors(view.blocks, values);
  if (Object.keys(errors).length > 0) return { errors, error: null };
  const delivery = await state.deliver(
    formPayload({
      type: "view_submission",
      ...payloadParts(person),
      trigger_id: state.triggers.issue(person.id),
      view: viewObject(view, values),
      response_urls: [],
    }),
  );
  return follow(state, view, delivery);
}

/** Closes a modal, and says so to an app that asked to be told. */
export async function closeView(
  state: SlackState,
  input: { readonly user: string; readonly viewId: string },
): Promise<void> {
  const person = findPerson(input.user);
  const view = state.views.find(input.viewId);
  if (person === undefined || view?.type !== "modal" || view.user !== person.id) return;
  state.views.close(view);
  if (view.fields["notify_on_close"] !== true) return;
  await state.deliver(
    formPayload({
      type: "view_closed",
      ...payloadParts(person),
      view: viewObject(view),
      is_cleared: false,
    }),
  );
}

function follow(state: SlackState, view: OpenView, delivery: Delivery): SubmitResult {
  if (delivery.kind === "failed") return { errors: {}, error: TROUBLE };
  const action = delivery.body.trim() === "" ? {} : parseJson(delivery.body);
  if (!isRecord(action)) return { errors: {}, error: TROUBLE };
  switch (action["response_action"]) {
    case undefined:
      state.views.close(view);
      return { errors: {}, error: null };
    case "clear":
      state.views.clear(view.user);
      return { errors: {}, error: null };
    case "errors":
      return refuseFields(view, action["errors"]);
    case "update":
    case "push":
      return showNext(state, view, action);
    default:
      return { errors: {}, error: TROUBLE };
  }
}

/** Errors must name input blocks of this view; otherwise Slack shows none of them. */
function refuseFields(view: OpenView, given: unknown): SubmitResult {
  const inputs = view.blocks.filter(isRecord).filter((block) => block["type"] === "input");
  const known = new Set(inputs.map((block) => block["block_id"]));
  const entries = isRecord(given) ? Object.entries(given) : [];
  const errors = entries.flatMap(([id, text]): [string, string][] =>
    known.has(id) && typeof text === "string" && text !== "" ? [[id, text]] : [],
  );
  const sound = errors.length > 0 && errors.length === entries.length;
  return sound
    ? { errors: Object.fromEntries(errors), error: null }
    : { errors: {}, error: TROUBLE };
}

function showNext(state: SlackState, view: OpenView, action: Fields): SubmitResult {
  const given = readView(action["view"], "modal");
  if ("refusal" in given) return { errors: {}, error: TROUBLE };
  if (action["response_action"] === "update") {
    state.views.update(view, given.view);
    return { errors: {}, error: null };
  }
  const pushed = state.views.push(view.user, given.view);
  return { errors: {}, error: pushed === undefined ? TROUBLE : null };
}

/** Files of a form come to the app as whole file objects. */
function withFiles(state: SlackState, values: StateValues): StateValues {
  const entries = Object.entries(values).map(([blockId, actions]) => {
    const filled = Object.entries(actions).map(([actionId, entry]) => {
      if (!isRecord(entry) || !Array.isArray(entry["files"])) return [actionId, entry] as const;
      const ids: readonly unknown[] = entry["files"];
      const files = ids.flatMap((file) => {
        const stored = state.files.find(isRecord(file) ? file["id"] : file);
        return stored === undefined ? [] : [fileObject(stored, state.ownUrl())];
      });
      return [actionId, { ...entry, files }] as const;
    });
    return [blockId, Object.fromEntries(filled)] as const;
  });
  return Object.fromEntries(entries);
}
