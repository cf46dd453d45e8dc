import { recordAudit } from "../../db/audit.ts";
import type { Db } from "../../db/db.ts";
import { findProposal, moveProposal as storePlace } from "../../db/proposals.ts";
import { slackUser } from "../slack-user.ts";
import { oweProposal } from "./owe-proposal.ts";
import { owedProposal } from "./owed-proposal.ts";

/**
 * A proposal's channel takes no messages: it goes to whoever asked for it, alone. One that nobody asked for stays
 * undelivered, which the doctor tells. Call it in the transaction that gives the message up.
 */
export async function moveProposal(
  tx: Db,
  lost: {
    readonly workspaceId: number;
    readonly channel: string;
    readonly payload: unknown;
    readonly reason: string;
    readonly now: number;
  },
): Promise<void> {
  const { workspaceId, channel, reason, now } = lost;
  const owed = owedProposal.safeParse(lost.payload);
  if (!owed.success || owed.data.kind !== "proposal") return;
  const row = await findProposal(tx, { workspaceId, proposalId: owed.data.proposalId });
  const asker = row && slackUser(row.createdBy);
  // Where it stands already there is nothing to look for elsewhere.
  if (row === undefined || asker === undefined || row.deliveryKey.endsWith(":alone")) return;
  const moved = await storePlace(tx, row, {
    channel: asker,
    deliveryKey: `${row.deliveryKey}:alone`,
  });
  await recordAudit(tx, {
    workspaceId,
    at: now,
    actor: "job:deliveries",
    verb: "shift.move",
    subject: `proposal:${row.proposalId}`,
    details: { from: channel, reason },
  });
  await oweProposal(tx, moved, now);
}
