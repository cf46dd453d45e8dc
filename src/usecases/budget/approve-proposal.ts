import { recordAudit } from "../../db/audit.ts";
import type { Db } from "../../db/db.ts";
import { insertChanges } from "../../db/proposal-changes.ts";
import { approveFirst, changeOpen, type ProposalRow, type SeenKey } from "../../db/proposals.ts";
import { mayApprove, type Permission } from "../../domain/budget/proposal/approval.ts";
import { movedMicros, type ShiftPlan } from "../../domain/budget/proposal/proposal.ts";
import { decimalString } from "../../domain/money.ts";
import { Forbidden } from "../errors.ts";
import type { Scope } from "../scope.ts";
import type { Person, SeenProposal } from "../shift-desk.ts";
import { balanceWrites } from "./balance-writes.ts";
import { closeUndone } from "./close-undone.ts";
import { oweProposal, oweProposalNote } from "./owe-proposal.ts";
import { writingOf } from "./plan-writing.ts";
import { type LiveBudgetDeps, readLiveBudgets } from "./read-live-budgets.ts";
import { type Recheck, recheckProposal } from "./recheck-proposal.ts";
import { resumeWrites } from "./resume-writes.ts";
import { shiftSettingsOf } from "./shift-settings.ts";
import { planFrom, storedDifferences, storedPlan } from "./stored-plan.ts";
import type { SuggestDeps } from "./suggest-from-data.ts";
import { seenProposal, tooLate } from "./too-late.ts";

/** Platforms are asked for their budgets once more. */
export type ApproveDeps = SuggestDeps & LiveBudgetDeps;

/**
 * Somebody says yes. Their right to, the budgets, and the evidence are looked at first; of any number who say so at
 * once, one decides.
 */
export async function approveProposal(
  deps: ApproveDeps,
  scope: Scope,
  { proposalId, version, person }: SeenProposal & { readonly person: Person },
): Promise<"approved" | "waits" | "stale" | "withdrawn"> {
  const { db } = deps;
  const key = { workspaceId: scope.workspaceId, proposalId, version };
  const row = await seenProposal(db, key);
  const plan = planFrom(row.plan);
  const permission = mayApprove(
    { actor: scope.actor, groups: person.groups },
    {
      movedMicros: movedMicros(plan),
      totalMicros: plan.totalMicros,
      editedBy: row.editedBy ?? undefined,
      firstBy: row.firstBy ?? undefined,
    },
    await shiftSettingsOf(db, scope.workspaceId),
  );
  if (permission.kind !== "decides" && permission.kind !== "first-of-two") {
    await audited(db, scope, { row, verb: "shift.approve.refused", why: permission.kind });
    throw new Forbidden(refusal(permission, plan));
  }
  await readLiveBudgets(
    deps,
    scope,
    plan.changes.map(({ campaign }) => campaign.id),
  );
  const recheck = await recheckProposal(deps, scope, { row, plan });
  if (recheck.kind !== "holds") {
    await db.transaction((tx) => withdraw(tx, scope, { key, recheck }));
    return recheck.kind === "changed" ? "stale" : "withdrawn";
  }
  if (permission.kind === "first-of-two") {
    await db.transaction((tx) => approveAsFirst(tx, scope, key));
    return "waits";
  }
  await db.transaction((tx) => decide(tx, scope, { key, plan }));
  return "approved";
}

function refusal(
  permission: Exclude<Permission, { kind: "decides" | "first-of-two" }>,
  { currency }: ShiftPlan,
): string {
  switch (permission.kind) {
    case "not-an-approver":
      return "Thank you, but your approval is not among those that count here. “/perf shift settings” shows who may approve.";
    case "over-limit":
      return `You may approve up to ${decimalString(permission.limitMicros)} ${currency} moved in a day, and this is more. Ask somebody with a higher limit, or edit it to less.`;
    case "own-edit":
      return "You have edited this plan, and it is large enough to need two other people. Ask two of them.";
    case "said-so-already":
      return "You have approved it already; a second person has to say so too.";
  }
}

async function withdraw(
  tx: Db,
  scope: Scope,
  {
    key,
    recheck,
  }: { readonly key: SeenKey; readonly recheck: Exclude<Recheck, { kind: "holds" }> },
): Promise<void> {
  const { actor, now } = scope;
  const changed = recheck.kind === "changed";
  const row = await changeOpen(
    tx,
    key,
    changed
      ? {
          plan: storedPlan(recheck.plan),
          differences: storedDifferences(recheck.differences),
          editedBy: null,
          firstBy: null,
          firstAt: null,
        }
      : { state: "replaced", decidedBy: null, decidedAt: new Date(now), reason: recheck.reason },
  );
  if (row === undefined) throw await tooLate(tx, key);
  await audited(tx, scope, { row, verb: changed ? "shift.stale" : "shift.withdraw" });
  if (!changed) await resumeWrites(tx, row, now);
  await oweProposal(tx, row, now);
  if (!changed) return;
  await oweProposalNote(tx, row, {
    note: { kind: "stale", by: actor },
    key: `stale:${row.version}`,
    now,
  });
}

async function approveAsFirst(tx: Db, scope: Scope, key: SeenKey): Promise<void> {
  const { actor, now } = scope;
  const row = await approveFirst(tx, key, { by: actor, at: now });
  if (row === undefined) throw await tooLate(tx, key);
  await audited(tx, scope, { row, verb: "shift.approve.first" });
  await oweProposal(tx, row, now);
  await oweProposalNote(tx, row, {
    note: { kind: "first-approval", by: actor },
    key: `first:${row.version}`,
    now,
  });
}

async function decide(
  tx: Db,
  scope: Scope,
  { key, plan }: { readonly key: SeenKey; readonly plan: ShiftPlan },
): Promise<void> {
  const { workspaceId, actor, now } = scope;
  const row = await changeOpen(tx, key, {
    state: "approved",
    decidedBy: actor,
    decidedAt: new Date(now),
  });
  if (row === undefined) throw await tooLate(tx, key);
  const { proposalId } = row;
  const writing = await writingOf(tx, {
    workspaceId,
    ids: plan.changes.map(({ campaign }) => campaign.id),
  });
  await insertChanges(
    tx,
    plan.changes.map(({ campaign, beforeMicros, afterMicros }) => ({
      workspaceId,
      proposalId,
      campaignId: campaign.id,
      beforeMicros,
      afterMicros,
      state: "todo" as const,
      ...(writing.has(campaign.id)
        ? { writeState: "waiting" as const, writeDueAt: new Date(now) }
        : {}),
    })),
  );
  await balanceWrites(tx, row, now);
  await audited(tx, scope, { row, verb: "shift.approve" });
  await oweProposal(tx, row, now);
  await oweProposalNote(tx, row, { note: { kind: "approved", by: actor }, key: "approved", now });
  if (row.undoOf !== null) await closeUndone(tx, scope, { proposalId: row.undoOf, by: row });
}

async function audited(
  db: Db,
  { workspaceId, actor, now }: Scope,
  deed: { readonly row: ProposalRow; readonly verb: string; readonly why?: string },
): Promise<void> {
  const { row, verb, why } = deed;
  await recordAudit(db, {
    workspaceId,
    at: now,
    actor,
    verb,
    subject: `proposal:${row.proposalId}`,
    details: { version: row.version, why: why ?? null },
  });
}
