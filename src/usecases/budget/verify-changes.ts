import { recordAudit } from "../../db/audit.ts";
import type { Db } from "../../db/db.ts";
import { noteSeen, type SeenChange, seenChanges } from "../../db/proposal-changes.ts";
import { lockProposal } from "../../db/proposals.ts";
import { oweProposal, oweProposalNote } from "./owe-proposal.ts";
import { settleApplied } from "./settle-applied.ts";

/** Compares what loads since have with what was to be changed, of all workspaces; each finding is told once. */
export async function verifyChanges(db: Db, now: number): Promise<void> {
  for (const seen of await seenChanges(db)) await verify(db, seen, now);
}

async function verify(db: Db, seen: SeenChange, now: number): Promise<void> {
  const { workspaceId, campaignId, proposalId, afterMicros, seenMicros } = seen;
  await db.transaction(async (tx) => {
    const row = await lockProposal(tx, seen);
    if (row === undefined || !(await noteSeen(tx, seen, now))) return;
    const verified = seenMicros === afterMicros;
    // Nobody has claimed to have changed it yet.
    if (!verified && seen.state === "todo") return;
    await recordAudit(tx, {
      workspaceId,
      at: now,
      actor: "job:proposals",
      verb: verified ? "shift.change.verify" : "shift.change.differs",
      subject: `campaign:${campaignId}`,
      details: { proposal: proposalId, seen: seenMicros.toString() },
    });
    if (verified) await settleApplied(tx, { workspaceId, now }, row);
    else {
      await oweProposalNote(tx, row, {
        note: { kind: "differs", campaignId },
        key: `differs:${campaignId}:${seenMicros}`,
        now,
      });
    }
    await oweProposal(tx, row, now);
  });
}
