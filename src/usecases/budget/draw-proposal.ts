import { campaignsById } from "../../db/campaigns.ts";
import type { Db } from "../../db/db.ts";
import { changesOf } from "../../db/proposal-changes.ts";
import { findProposal, type ProposalRow, undosOf } from "../../db/proposals.ts";
import { scorecardsOf } from "../../db/scorecards.ts";
import type {
  ChangeProgress,
  Deed,
  Proposal,
  ShiftPlan,
} from "../../domain/budget/proposal/proposal.ts";
import type { Freshness } from "../../domain/summary.ts";
import { NotFound } from "../errors.ts";
import { planWriting } from "./plan-writing.ts";
import { differencesFrom, planFrom } from "./stored-plan.ts";
import { scorecardFrom } from "./stored-scorecard.ts";

/** A proposal as its message shows it, drawn from what the database holds now. */
export async function drawProposal(
  db: Db,
  { workspaceId }: { readonly workspaceId: number },
  proposalId: number,
): Promise<Proposal> {
  const row = await findProposal(db, { workspaceId, proposalId });
  if (row === undefined) throw noProposal();
  return proposalOf(db, row);
}

export function noProposal(): NotFound {
  return new NotFound("That proposal is not here any more. /perf shift works out a new one.");
}

async function proposalOf(db: Db, row: ProposalRow): Promise<Proposal> {
  const plan = planFrom(row.plan);
  const cards = await scorecardsOf(db, row);
  return {
    proposalId: row.proposalId,
    kind: row.kind,
    state: row.state,
    version: row.version,
    plan,
    createdBy: row.createdBy,
    createdAt: row.createdAt.getTime(),
    expiresAt: row.expiresAt.getTime(),
    editedBy: row.editedBy ?? undefined,
    firstApproval: deed(row.firstBy, row.firstAt),
    decision: decisionOf(row),
    differences: differencesFrom(row.differences),
    writing: await planWriting(db, {
      workspaceId: row.workspaceId,
      ids: plan.changes.map(({ campaign }) => campaign.id),
    }),
    progress: await progressOf(db, row, plan),
    appliedAt: row.appliedAt?.getTime(),
    scorecards: cards.flatMap(({ result }) => scorecardFrom(result) ?? []),
    undoOf: row.undoOf ?? undefined,
    undone: (await undosOf(db, row)).some(({ state }) => state === "approved"),
    withdrawn: row.state === "replaced" ? (row.reason ?? undefined) : undefined,
    ...(await placeOf(db, row, plan)),
  };
}

function deed(by: string | null, at: Date | null): Deed | undefined {
  return by === null || at === null ? undefined : { by, at: at.getTime() };
}

function decisionOf({ decidedBy, decidedAt, reason }: ProposalRow): Proposal["decision"] {
  const decided = deed(decidedBy, decidedAt);
  return decided === undefined ? undefined : { ...decided, reason: reason ?? undefined };
}

async function progressOf(db: Db, row: ProposalRow, plan: ShiftPlan): Promise<ChangeProgress[]> {
  const labels = new Map(plan.changes.map(({ campaign }) => [campaign.id, campaign]));
  return (await changesOf(db, row)).flatMap((change): ChangeProgress[] => {
    const campaign = labels.get(change.campaignId);
    if (campaign === undefined) return [];
    return [
      {
        campaign,
        beforeMicros: change.beforeMicros,
        afterMicros: change.afterMicros,
        state: change.state,
        by: change.changedBy ?? undefined,
        at: change.changedAt?.getTime(),
        seenMicros: change.seenMicros ?? undefined,
        write:
          change.writeState === null
            ? undefined
            : {
                state: change.writeState,
                fault: change.writeFault ?? undefined,
                requestId: change.requestId ?? undefined,
              },
      },
    ];
  });
}

/** The zone of the first account, and the oldest of the accounts' numbers. */
async function placeOf(
  db: Db,
  { workspaceId }: ProposalRow,
  { changes }: ShiftPlan,
): Promise<{ readonly zone: string; readonly freshness: Freshness }> {
  const ids = changes.map(({ campaign }) => campaign.id);
  const records = await campaignsById(db, { workspaceId, ids });
  const [lastDay] = records.flatMap((record) => record.lastDay ?? []).toSorted();
  const [loadedAt] = records.flatMap((record) => record.loadedAt ?? []).toSorted((a, b) => a - b);
  return { zone: records[0]?.zone ?? "UTC", freshness: { lastDay, loadedAt } };
}
