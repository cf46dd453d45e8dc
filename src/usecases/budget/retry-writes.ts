import { recordAudit } from "../../db/audit.ts";
import type { Db } from "../../db/db.ts";
import { retryWrites as tryAgain } from "../../db/proposal-writes.ts";
import { lockProposal, undosOf } from "../../db/proposals.ts";
import { lockWorkspace } from "../../db/workspaces.ts";
import { Conflict } from "../errors.ts";
import type { Scope } from "../scope.ts";
import { balanceWrites } from "./balance-writes.ts";
import { noProposal } from "./draw-proposal.ts";
import { oweProposal } from "./owe-proposal.ts";

/** Changes that were not written are tried once more, under the same rules. */
export async function retryWrites(
  db: Db,
  { workspaceId, actor, now }: Scope,
  { proposalId, campaignId }: { readonly proposalId: number; readonly campaignId?: number },
): Promise<void> {
  await db.transaction(async (tx) => {
    await lockWorkspace(tx, workspaceId);
    const row = await lockProposal(tx, { workspaceId, proposalId });
    if (row === undefined) throw noProposal();
    if ((await undosOf(tx, row)).length > 0) {
      throw new Conflict(
        "The way back from it has been proposed, so nothing more of it is written. If it is to be written after all, turn that proposal down first.",
      );
    }
    const again = await tryAgain(tx, row, {
      at: now,
      ...(campaignId === undefined ? {} : { campaignId }),
    });
    if (again === 0) throw new Conflict("There is nothing left to be tried again.");
    await balanceWrites(tx, row, now);
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
