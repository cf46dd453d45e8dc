import { recordAudit } from "../../db/audit.ts";
import type { Db } from "../../db/db.ts";
import { expireProposals as endOverdue } from "../../db/proposals.ts";
import { oweProposal, oweProposalNote } from "./owe-proposal.ts";
import { resumeWrites } from "./resume-writes.ts";

/** Ends the proposals whose time is over, once each, however many instances ask. */
export async function expireProposals(db: Db, now: number): Promise<void> {
  await db.transaction(async (tx) => {
    for (const row of await endOverdue(tx, now)) {
      await recordAudit(tx, {
        workspaceId: row.workspaceId,
        at: now,
        actor: "job:proposals",
        verb: "shift.expire",
        subject: `proposal:${row.proposalId}`,
        details: {},
      });
      await resumeWrites(tx, row, now);
      await oweProposal(tx, row, now);
      await oweProposalNote(tx, row, { note: { kind: "expired" }, key: "expired", now });
    }
  });
}
