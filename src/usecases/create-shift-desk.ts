import { type ApproveDeps, approveProposal } from "./budget/approve-proposal.ts";
import { drawProposal } from "./budget/draw-proposal.ts";
import { editProposal, weighEdit } from "./budget/edit-proposal.ts";
import { markChange } from "./budget/mark-change.ts";
import { proposeShift } from "./budget/propose-shift.ts";
import { rejectProposal } from "./budget/reject-proposal.ts";
import { retryWrites } from "./budget/retry-writes.ts";
import {
  setApprover,
  setShiftSettings,
  showShiftSettings,
  unlockCampaign,
} from "./budget/shift-settings.ts";
import { showRecord } from "./budget/show-record.ts";
import { undoProposal } from "./budget/undo-proposal.ts";
import type { ShiftDesk } from "./shift-desk.ts";

export function createShiftDesk(deps: ApproveDeps): ShiftDesk {
  const { db } = deps;
  return {
    ask: proposeShift.bind(undefined, deps),
    show: (scope, { proposalId }) => drawProposal(db, scope, proposalId),
    weigh: weighEdit.bind(undefined, deps),
    edit: editProposal.bind(undefined, deps),
    approve: approveProposal.bind(undefined, deps),
    reject: rejectProposal.bind(undefined, db),
    async markChange(scope, { proposalId, campaignId, as }) {
      await markChange(db, scope, { proposalId, campaignIds: [campaignId], as });
    },
    markAllDone: (scope, { proposalId }) => markChange(db, scope, { proposalId, as: "done" }),
    retryWrites: retryWrites.bind(undefined, db),
    undo: undoProposal.bind(undefined, db),
    record: showRecord.bind(undefined, db),
    settings: {
      show: showShiftSettings.bind(undefined, db),
      set: setShiftSettings.bind(undefined, db),
      setApprover: setApprover.bind(undefined, db),
      unlock: unlockCampaign.bind(undefined, db),
    },
  };
}
