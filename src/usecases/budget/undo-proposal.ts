import type { Db } from "../../db/db.ts";
import { changesOf, type ProposalChangeRow } from "../../db/proposal-changes.ts";
import { lockProposal, undosOf } from "../../db/proposals.ts";
import { lockWorkspace } from "../../db/workspaces.ts";
import type { Proposal } from "../../domain/budget/proposal/proposal.ts";
import { Conflict } from "../errors.ts";
import type { Scope } from "../scope.ts";
import { drawProposal, noProposal } from "./draw-proposal.ts";
import { oweProposal } from "./owe-proposal.ts";
import { storeProposal } from "./propose-shift.ts";
import { shiftSettingsOf } from "./shift-settings.ts";
import { undoPlan } from "./undo-plan.ts";

/** Proposes the way back: a plan like any other, to be approved by whoever may. */
export async function undoProposal(
  db: Db,
  scope: Scope,
  { proposalId }: { readonly proposalId: number },
): Promise<Proposal> {
  const { workspaceId, now } = scope;
  const settings = await shiftSettingsOf(db, workspaceId);
  const undoId = await db.transaction(async (tx) => {
    await lockWorkspace(tx, workspaceId);
    // What somebody marks as done at this moment is in the plan, or is refused.
    const row = await lockProposal(tx, { workspaceId, proposalId });
    if (row === undefined) throw noProposal();
    if (row.state !== "approved") {
      throw new Conflict("Nothing has been changed by that proposal: there is nothing to undo.");
    }
    if ((await undosOf(tx, row)).length > 0) {
      throw new Conflict("The way back has been proposed already; it is in the same channel.");
    }
    // The way back would leave out what is written a moment later.
    if ((await changesOf(tx, row)).some(isUnderWay)) {
      throw new Conflict(
        "Some of its budgets are still being written. Its message says once they are, or are given up; undo it then.",
      );
    }
    const plan = await undoPlan(tx, scope, proposalId);
    if (plan === undefined) {
      throw new Conflict(
        "There is nothing to undo: no change has been made, or its campaigns have been changed again since.",
      );
    }
    const { channel } = row;
    const id = await storeProposal(tx, scope, {
      kind: "undo",
      channel,
      plan,
      settings,
      undoOf: proposalId,
    });
    await oweProposal(tx, row, now);
    return id;
  });
  return drawProposal(db, scope, undoId);
}

function isUnderWay({ state, writeState }: ProposalChangeRow): boolean {
  return state === "todo" && (writeState === "waiting" || writeState === "writing");
}
