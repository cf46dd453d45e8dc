import { recordAudit } from "../../db/audit.ts";
import type { Db } from "../../db/db.ts";
import { changesOf, markChanges } from "../../db/proposal-changes.ts";
import { lockProposal, type ProposalKey } from "../../db/proposals.ts";
import type { Scope } from "../scope.ts";
import { oweProposal, oweProposalNote } from "./owe-proposal.ts";
import { settleApplied } from "./settle-applied.ts";

/** A proposal whose way back is approved says so, and nothing more of it is to be made. */
export async function closeUndone(
  tx: Db,
  scope: Scope,
  { proposalId, by }: { readonly proposalId: number; readonly by: ProposalKey },
): Promise<void> {
  const { workspaceId, actor, now } = scope;
  const row = await lockProposal(tx, { workspaceId, proposalId });
  if (row === undefined) return;
  // By name, so that raises are closed too that waited for a cut.
  const campaignIds = (await changesOf(tx, row)).map((change) => change.campaignId);
  const mark = { as: "skipped", by: actor, at: now, campaignIds } as const;
  for (const { campaignId } of await markChanges(tx, row, mark)) {
    await recordAudit(tx, {
      workspaceId,
      at: now,
      actor,
      verb: "shift.change.skip",
      subject: `campaign:${campaignId}`,
      details: { proposal: proposalId, undo: by.proposalId },
    });
  }
  await settleApplied(tx, scope, row);
  await oweProposal(tx, row, now);
  await oweProposalNote(tx, row, { note: { kind: "undone", by: actor }, key: "undone", now });
}
