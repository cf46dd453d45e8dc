import { campaignsById } from "../../db/campaigns.ts";
import type { ProposalRow } from "../../db/proposals.ts";
import { silenceSentence } from "../../domain/budget/plan/silence-sentence.ts";
import type { Difference, ShiftPlan } from "../../domain/budget/proposal/proposal.ts";
import type { Scope } from "../scope.ts";
import { changeLimits } from "./change-limits.ts";
import { planFromSuggestion, testPlanFrom } from "./plan-from-suggestion.ts";
import { noShift, passingPlan, SPARING } from "./propose-shift.ts";
import { type SuggestDeps, suggestFromData } from "./suggest-from-data.ts";
import { undoPlan } from "./undo-plan.ts";

/** What a look at budgets, states and numbers right before an approval finds. */
export type Recheck =
  | { readonly kind: "holds" }
  /** Worked out anew: people have to see it before it counts. */
  | {
      readonly kind: "changed";
      readonly plan: ShiftPlan;
      readonly differences: readonly Difference[];
    }
  /** The numbers speak for no plan any more; `reason` is a sentence. */
  | { readonly kind: "over"; readonly reason: string };

export async function recheckProposal(
  deps: SuggestDeps,
  scope: Scope,
  { row, plan }: { readonly row: ProposalRow; readonly plan: ShiftPlan },
): Promise<Recheck> {
  const differences = await differencesOf(deps, scope, plan);
  if (differences.length === 0 && (await isWithinLimits(deps, scope, plan))) {
    if (row.kind !== "shift" || !plan.passes) return { kind: "holds" };
    if (await stillPasses(deps, scope, plan)) return { kind: "holds" };
  }
  const fresh = await freshPlan(deps, scope, { row, plan });
  if (typeof fresh === "string") return { kind: "over", reason: fresh };
  const proposed = new Map(fresh.changes.map((one) => [one.campaign.id, one.afterMicros]));
  return {
    kind: "changed",
    plan: fresh,
    differences: differences.map((one) => ({
      ...one,
      proposedMicros: proposed.get(one.campaign.id),
    })),
  };
}

/** A budget that nobody knows cannot be told to have changed. */
async function differencesOf(
  { db }: SuggestDeps,
  { workspaceId }: Scope,
  { changes }: ShiftPlan,
): Promise<Difference[]> {
  const ids = changes.map(({ campaign }) => campaign.id);
  const records = await campaignsById(db, { workspaceId, ids });
  const now = new Map(records.map((record) => [record.label.id, record]));
  return changes.flatMap(({ campaign, beforeMicros }): Difference[] => {
    const record = now.get(campaign.id);
    const stopped = record?.label.status === "paused" || record?.label.status === "ended";
    const nowMicros = record?.dailyBudgetMicros ?? beforeMicros;
    return stopped || nowMicros !== beforeMicros
      ? [{ campaign, thenMicros: beforeMicros, nowMicros, proposedMicros: undefined, stopped }]
      : [];
  });
}

async function isWithinLimits(
  { db }: SuggestDeps,
  scope: Scope,
  plan: ShiftPlan,
): Promise<boolean> {
  const limits = await changeLimits(db, scope, plan);
  return plan.changes.every(({ campaign, afterMicros }) => {
    const limit = limits.get(campaign.id);
    return (
      limit === undefined || (afterMicros >= limit.lowMicros && afterMicros <= limit.highMicros)
    );
  });
}

async function stillPasses(deps: SuggestDeps, scope: Scope, plan: ShiftPlan): Promise<boolean> {
  const asked = new Map(plan.changes.map((one) => [one.campaign.id, one.afterMicros]));
  const data = await suggestFromData(deps, scope, {
    maxStep: plan.maxStep,
    totalChange: plan.totalChange,
    asked,
  });
  return planFromSuggestion(data)?.passes === true;
}

/** A plan for how things are now, or a sentence that says why there is none. */
async function freshPlan(
  deps: SuggestDeps,
  scope: Scope,
  { row, plan }: { readonly row: ProposalRow; readonly plan: ShiftPlan },
): Promise<ShiftPlan | string> {
  if (row.kind === "undo") {
    const fresh = await undoPlan(deps.db, scope, row.undoOf ?? row.proposalId);
    return fresh ?? "Nothing is left to take back: every campaign has been changed since.";
  }
  const data = await suggestFromData(deps, scope, {
    maxStep: plan.maxStep,
    totalChange: plan.totalChange,
    sparing: SPARING,
  });
  const fresh = row.kind === "test" ? testPlanFrom(data) : passingPlan(data);
  return fresh ?? silenceSentence(noShift(data).silence, plan.currency);
}
