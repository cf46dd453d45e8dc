import type { Move } from "../../domain/budget/plan/pair-moves.ts";
import type { WeighedEdit } from "../../domain/budget/proposal/proposal-notes.ts";
import type { Micros } from "../../domain/money.ts";
import type { Scope } from "../../usecases/scope.ts";
import type { Click, ClickedView } from "../click.ts";
import { parseForm } from "../ids.ts";
import type { SlackEdge } from "../slack-edge.ts";
import { type EditForm, editModal } from "../views/budget/edit-modal.ts";
import { readEditForm } from "./read-shift-forms.ts";
import { moveFields } from "./shift-fields.ts";
import { updateModal } from "./update-modal.ts";

/** Shows in the open modal what the edited plan comes to, first that it is being worked out. */
export async function weighEdit(
  edge: SlackEdge,
  scope: Scope,
  { click, view }: { readonly click: Click; readonly view: ClickedView },
): Promise<void> {
  const form = parseForm(view.callbackId, view.metadata);
  if (form?.form !== "shift.save") return;
  const { proposalId, version } = form;
  const { shifts } = edge.desk;
  const proposal = await shifts.show(scope, { proposalId });
  const shown: EditForm = {
    // What is saved is what this form was opened with, or its sending is refused.
    proposal: { ...proposal, version },
    ...(form.channel === undefined ? {} : { channel: form.channel }),
  };
  const read = readEditForm(view.values, proposal.plan.moves);
  if (read.kind === "faulty") {
    const weighed = unreadable(read.errors, proposal.plan.moves);
    await updateModal(click, view, editModal({ ...shown, weighed }));
    return;
  }
  const hash = await updateModal(click, view, editModal({ ...shown, weighed: "working" }));
  if (hash === undefined) return;
  const weighed = await shifts
    .weigh(scope, { proposalId, version, amounts: read.value })
    .catch((error: unknown) => ({ fault: error instanceof Error ? error.message : String(error) }));
  await updateModal(click, { ...view, hash }, editModal({ ...shown, weighed }));
}

function unreadable(
  errors: Readonly<Record<string, string>>,
  moves: readonly Move<Micros, number>[],
): WeighedEdit {
  return {
    plan: undefined,
    faults: moves.flatMap((_, nth) => {
      const { take, amount } = moveFields(nth);
      const message = errors[amount];
      const whole = errors[take];
      return [
        ...(message === undefined ? [] : [{ move: nth, message }]),
        ...(whole === undefined ? [] : [{ move: undefined, message: whole }]),
      ];
    }),
  };
}
