import type { Db } from "../../db/db.ts";
import { lockProposal, type ProposalRow } from "../../db/proposals.ts";
import { balanceWrites } from "./balance-writes.ts";
import { oweProposal } from "./owe-proposal.ts";

/** A way back that has come to nothing holds nothing up: raises that were paid for meanwhile are written. */
export async function resumeWrites(
  tx: Db,
  { workspaceId, undoOf }: ProposalRow,
  now: number,
): Promise<void> {
  if (undoOf === null) return;
  const row = await lockProposal(tx, { workspaceId, proposalId: undoOf });
  if (row === undefined) return;
  await balanceWrites(tx, row, now);
  await oweProposal(tx, row, now);
}
