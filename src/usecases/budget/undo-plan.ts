import { campaignsById } from "../../db/campaigns.ts";
import type { Db } from "../../db/db.ts";
import { changesOf } from "../../db/proposal-changes.ts";
import { findProposal } from "../../db/proposals.ts";
import { pairMoves } from "../../domain/budget/plan/pair-moves.ts";
import type { ProposedChange, ShiftPlan } from "../../domain/budget/proposal/proposal.ts";
import type { Scope } from "../scope.ts";
import { planFrom } from "./stored-plan.ts";

/**
 * The way back from an approved proposal: the campaigns whose changes were made and that nobody has touched since.
 * Undefined where there are none.
 */
export async function undoPlan(
  db: Db,
  { workspaceId }: Scope,
  proposalId: number,
): Promise<ShiftPlan | undefined> {
  const row = await findProposal(db, { workspaceId, proposalId });
  if (row === undefined) return undefined;
  const plan = planFrom(row.plan);
  const made = (await changesOf(db, row)).filter(
    ({ state }) => state === "done" || state === "verified",
  );
  const ids = made.map(({ campaignId }) => campaignId);
  const records = new Map(
    (await campaignsById(db, { workspaceId, ids })).map((record) => [record.label.id, record]),
  );
  const changes = made.flatMap(({ campaignId, beforeMicros, afterMicros }): ProposedChange[] => {
    const record = records.get(campaignId);
    if (record === undefined || record.dailyBudgetMicros !== afterMicros) return [];
    return [
      {
        campaign: record.label,
        beforeMicros: afterMicros,
        afterMicros: beforeMicros,
        binds: undefined,
        reason: undefined,
      },
    ];
  });
  if (changes.length === 0) return undefined;
  const names = changes.map(({ campaign, beforeMicros, afterMicros }) => ({
    id: String(campaign.id),
    amount: afterMicros - beforeMicros,
  }));
  const idOf = (name: string | null) => (name === null ? null : Number(name));
  return {
    ...plan,
    // Back is back, however far it is.
    maxStep: 1,
    changes,
    moves: pairMoves(names).map(({ from, to, amount }) => ({
      from: idOf(from),
      to: idOf(to),
      amount,
    })),
    expected: undefined,
    // Nothing is estimated, and nothing was asked of the total.
    incompleteDays: 0,
    totalChange: undefined,
    basis: undefined,
    passes: true,
  };
}
