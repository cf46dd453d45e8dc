import { recordAudit } from "../../db/audit.ts";
import { campaignsById } from "../../db/campaigns.ts";
import type { Db } from "../../db/db.ts";
import { markChanges, type ProposalChangeRow } from "../../db/proposal-changes.ts";
import { lockProposal, type ProposalRow, undosOf } from "../../db/proposals.ts";
import { Conflict } from "../errors.ts";
import type { Scope } from "../scope.ts";
import { believeBudget } from "./believe-budget.ts";
import { noProposal } from "./draw-proposal.ts";
import { oweProposal } from "./owe-proposal.ts";
import { settleApplied } from "./settle-applied.ts";

/** A person has made changes by hand, or says that they are not to be made; `campaignIds` left out: all that are left. */
export async function markChange(
  db: Db,
  scope: Scope,
  input: {
    readonly proposalId: number;
    readonly campaignIds?: readonly number[];
    readonly as: "done" | "skipped";
  },
): Promise<number> {
  const { workspaceId, actor, now } = scope;
  const { proposalId, campaignIds, as } = input;
  return db.transaction(async (tx) => {
    const row = await lockProposal(tx, { workspaceId, proposalId });
    if (row === undefined) throw noProposal();
    if (as === "done") await refuseUndone(tx, row);
    const mark = { as, by: actor, at: now, ...(campaignIds && { campaignIds }) };
    const marked = await markChanges(tx, row, mark);
    if (marked.length === 0) throw new Conflict("That has been seen to already.");
    for (const { campaignId } of marked) {
      await recordAudit(tx, {
        workspaceId,
        at: now,
        actor,
        verb: as === "done" ? "shift.change.done" : "shift.change.skip",
        subject: `campaign:${campaignId}`,
        details: { proposal: proposalId },
      });
    }
    if (as === "done") await believe(tx, scope, marked);
    await settleApplied(tx, scope, row);
    await oweProposal(tx, row, now);
    return marked.length;
  });
}

/** The way back holds what was made when it was proposed: what is made after that would stay. */
async function refuseUndone(tx: Db, row: ProposalRow): Promise<void> {
  const undos = await undosOf(tx, row);
  if (undos.some(({ state }) => state === "approved")) {
    throw new Conflict(
      "That proposal has been taken back: nothing more of it is to be made. The way back has a message of its own.",
    );
  }
  if (undos.length === 0) return;
  throw new Conflict(
    "The way back from it has been proposed, and would leave this change out. Press Skip, or turn that proposal down first.",
  );
}

/** Until a load says otherwise the budgets are what the person has made them. */
async function believe(
  tx: Db,
  { workspaceId, now }: Scope,
  marked: readonly ProposalChangeRow[],
): Promise<void> {
  const after = new Map(marked.map((one) => [one.campaignId, one.afterMicros]));
  const records = await campaignsById(tx, { workspaceId, ids: [...after.keys()] });
  for (const { label, zone } of records) {
    const budgetMicros = after.get(label.id);
    if (budgetMicros === undefined) continue;
    const seen = { workspaceId, campaignId: label.id, zone, budgetMicros, byLoad: false, now };
    await believeBudget(tx, seen);
  }
}
