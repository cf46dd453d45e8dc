import { recordAudit } from "../../db/audit.ts";
import { changeOpen } from "../../db/proposals.ts";
import { silenceSentence } from "../../domain/budget/plan/silence-sentence.ts";
import { editPlan } from "../../domain/budget/proposal/edit-plan.ts";
import type { WeighedEdit } from "../../domain/budget/proposal/proposal-notes.ts";
import {
  movedMicros,
  type Proposal,
  type ShiftPlan,
} from "../../domain/budget/proposal/proposal.ts";
import type { Micros } from "../../domain/money.ts";
import { Invalid } from "../errors.ts";
import type { Scope } from "../scope.ts";
import type { SeenProposal } from "../shift-desk.ts";
import { changeLimits } from "./change-limits.ts";
import { drawProposal } from "./draw-proposal.ts";
import { oweProposal, oweProposalNote } from "./owe-proposal.ts";
import { planFromSuggestion } from "./plan-from-suggestion.ts";
import { noShift } from "./propose-shift.ts";
import { planFrom, storedPlan } from "./stored-plan.ts";
import { type SuggestDeps, suggestFromData } from "./suggest-from-data.ts";
import { seenProposal, tooLate } from "./too-late.ts";

export type EditInput = SeenProposal & { readonly amounts: readonly (Micros | undefined)[] };

/** What the plan would be with these amounts, by the same engine that made it. */
export async function weighEdit(
  deps: SuggestDeps,
  scope: Scope,
  { proposalId, version, amounts }: EditInput,
): Promise<WeighedEdit> {
  const key = { workspaceId: scope.workspaceId, proposalId, version };
  const row = await seenProposal(deps.db, key);
  const plan = planFrom(row.plan);
  const edit = editPlan(plan, amounts, await changeLimits(deps.db, scope, plan));
  if (edit.faults.length > 0) return { plan: undefined, faults: edit.faults };
  const moves = plan.moves.flatMap((move, index) => {
    const amount = amounts[index];
    return amount === undefined ? [] : [{ ...move, amount }];
  });
  if (row.kind !== "shift") return { plan: byHand({ ...plan, moves }, edit.budgets), faults: [] };
  const asked = edit.budgets;
  const data = await suggestFromData(deps, scope, {
    maxStep: plan.maxStep,
    totalChange: plan.totalChange,
    asked,
  });
  const weighed = planFromSuggestion(data);
  if (weighed === undefined) {
    const message = silenceSentence(noShift(data).silence, plan.currency);
    return { plan: undefined, faults: [{ move: undefined, message }] };
  }
  return { plan: { ...weighed, moves }, faults: [] };
}

/** A test or an undo promises nothing that could be weighed. */
function byHand(plan: ShiftPlan, budgets: ReadonlyMap<number, Micros>): ShiftPlan {
  const changes = plan.changes
    .map((one) => ({ ...one, afterMicros: budgets.get(one.campaign.id) ?? one.beforeMicros }))
    .filter(({ beforeMicros, afterMicros }) => beforeMicros !== afterMicros);
  return { ...plan, changes };
}

/** Puts the edited plan in the proposal's place: whoever has approved it before has approved another plan. */
export async function editProposal(
  deps: SuggestDeps,
  scope: Scope,
  input: EditInput,
): Promise<Proposal> {
  const { workspaceId, actor, now } = scope;
  const { proposalId, version } = input;
  const { plan, faults } = await weighEdit(deps, scope, input);
  if (plan === undefined) throw new Invalid(faults.map(({ message }) => message).join(" "));
  const key = { workspaceId, proposalId, version };
  await deps.db.transaction(async (tx) => {
    const row = await changeOpen(tx, key, {
      plan: storedPlan(plan),
      differences: [],
      editedBy: actor,
      firstBy: null,
      firstAt: null,
    });
    if (row === undefined) throw await tooLate(tx, key);
    await recordAudit(tx, {
      workspaceId,
      at: now,
      actor,
      verb: "shift.edit",
      subject: `proposal:${proposalId}`,
      details: { version: row.version, moved: movedMicros(plan).toString() },
    });
    await oweProposal(tx, row, now);
    await oweProposalNote(tx, row, {
      note: { kind: "edited", by: actor },
      key: `edited:${row.version}`,
      now,
    });
  });
  return drawProposal(deps.db, scope, proposalId);
}
