import { recordAudit } from "../../db/audit.ts";
import type { Db } from "../../db/db.ts";
import { retryWrites as tryAgain } from "../../db/proposal-writes.ts";
import { findProposal } from "../../db/proposals.ts";
import { Conflict } from "../errors.ts";
import type { Scope } from "../scope.ts";
import { noProposal } from "./draw-proposal.ts";
import { oweProposal } from "./owe-proposal.ts";

/** Changes that were not written are tried once more, under the same rules. */
export async function retryWrites(
  db: Db,
  { workspaceId, actor, now }: Scope,
  { proposalId, campaignId }: { readonly proposalId: number; readonly campaignId?: number },
): Promise<void> {
  await db.transaction(async (tx) => {
    const row = await findProposal(tx, { workspaceId, proposalId });
    if (row === undefined) throw noProposal();
    const again = await tryAgain(tx, row, {
      at: now,
      ...(campaignId === undefined ? {} : { campaignId }),
    });
    if (again === 0) throw new Conflict("There is nothing left to be tried again.");
    await recordAudit(tx, {
      workspaceId,
      at: now,
      actor,
      verb: "shift.write.retry",
      subject: `proposal:${proposalId}`,
      details: { campaign: campaignId ?? null },
    });
    await oweProposal(tx, row, now);
  });
}
