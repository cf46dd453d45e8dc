import type { Db } from "../../db/db.ts";
import { oweDelivery } from "../../db/deliveries.ts";
import type { ProposalRow } from "../../db/proposals.ts";
import type { OwedProposal, OwedProposalNote } from "./owed-proposal.ts";

/** Owes a proposal's message, to be drawn anew as it stands when it is sent. */
export async function oweProposal(tx: Db, row: ProposalRow, now: number): Promise<void> {
  const { workspaceId, proposalId, deliveryKey, channel } = row;
  const payload: OwedProposal = { kind: "proposal", proposalId };
  await oweDelivery(tx, {
    workspaceId,
    deliveryKey,
    channel,
    payload,
    severity: "warning",
    dueAt: now,
    now,
  });
}

/** Owes a word in the proposal's thread; of one `key` there is one. */
export async function oweProposalNote(
  tx: Db,
  row: ProposalRow,
  owed: { readonly note: OwedProposalNote; readonly key: string; readonly now: number },
): Promise<void> {
  const { workspaceId, proposalId, deliveryKey, channel } = row;
  const payload: OwedProposal = { kind: "proposal-note", proposalId, note: owed.note };
  await oweDelivery(tx, {
    workspaceId,
    deliveryKey: `${deliveryKey}:${owed.key}`,
    threadKey: deliveryKey,
    channel,
    payload,
    severity: "info",
    dueAt: owed.now,
    now: owed.now,
  });
}
