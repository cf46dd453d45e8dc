import type { Db } from "../../db/db.ts";
import { changesOf } from "../../db/proposal-changes.ts";
import { markApplied, type ProposalRow, undosOf } from "../../db/proposals.ts";
import type { Scope } from "../scope.ts";
import { balanceWrites } from "./balance-writes.ts";
import { endScorecards } from "./end-scorecards.ts";
import { oweProposalNote } from "./owe-proposal.ts";
import { oweScorecards } from "./owe-scorecards.ts";
import { resumeWrites } from "./resume-writes.ts";

/**
 * What follows once a change has been made or skipped: raises that it pays for may be written, and once nothing is left
 * to be made the proposal is carried out; what was made will be looked at again.
 * The proposal is locked: else of two that make the last two changes at once each would see the other's as not made.
 */
export async function settleApplied(
  tx: Db,
  { workspaceId, now }: Pick<Scope, "workspaceId" | "now">,
  row: ProposalRow,
): Promise<void> {
  await balanceWrites(tx, row, now);
  const changes = await changesOf(tx, row);
  if (changes.some(({ state }) => state === "todo")) return;
  if (!(await markApplied(tx, row, now))) return;
  // What is taken back with a part of it open has ended, and is not carried out.
  if (!(await undosOf(tx, row)).some(({ state }) => state === "approved")) {
    await oweProposalNote(tx, row, { note: { kind: "applied" }, key: "applied", now });
  }
  if (changes.every(({ state }) => state === "skipped")) return resumeWrites(tx, row, now);
  // Taking back what somebody did not like is no promise that could be kept.
  if (row.kind === "undo") return endScorecards(tx, row, now);
  await oweScorecards(tx, { workspaceId, proposalId: row.proposalId, appliedAt: now });
}
