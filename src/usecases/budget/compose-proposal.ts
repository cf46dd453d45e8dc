import type { Db } from "../../db/db.ts";
import type { ProposalMessage, ProposalNote } from "../../domain/budget/proposal/proposal-notes.ts";
import type { Proposal } from "../../domain/budget/proposal/proposal.ts";
import { drawProposal } from "./draw-proposal.ts";
import { owedProposal, type OwedProposalNote } from "./owed-proposal.ts";
import { showShiftSettings } from "./shift-settings.ts";

/** What an owed message about a proposal says now; undefined for another payload. */
export async function composeProposal(
  db: Db,
  viewing: { readonly workspaceId: number; readonly now: number },
  payload: unknown,
): Promise<ProposalMessage | undefined> {
  const parsed = owedProposal.safeParse(payload);
  if (!parsed.success) return undefined;
  const owed = parsed.data;
  const proposal = await drawProposal(db, viewing, owed.proposalId);
  if (owed.kind === "proposal") return { kind: "proposal", proposal };
  const note = await noteFrom(db, viewing, { note: owed.note, proposal });
  return note === undefined
    ? { kind: "proposal", proposal }
    : { kind: "proposal-note", proposal, note };
}

async function noteFrom(
  db: Db,
  viewing: { readonly workspaceId: number; readonly now: number },
  { note, proposal }: { readonly note: OwedProposalNote; readonly proposal: Proposal },
): Promise<ProposalNote | undefined> {
  switch (note.kind) {
    case "rejected": {
      const scope = { ...viewing, actor: note.by, zone: proposal.zone };
      const { locks } = await showShiftSettings(db, scope);
      return {
        kind: "rejected",
        by: note.by,
        reason: proposal.decision?.reason,
        lock: locks.find(({ campaign }) => campaign.id === note.lockedCampaign),
      };
    }
    case "differs":
    case "not-written": {
      const change = proposal.progress.find(({ campaign }) => campaign.id === note.campaignId);
      return change && { kind: note.kind, change };
    }
    case "scorecard": {
      const card = proposal.scorecards.find(({ day }) => day === note.day);
      return card && { kind: "scorecard", card };
    }
    default:
      return note;
  }
}
