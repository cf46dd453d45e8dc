import { recordAudit } from "../../db/audit.ts";
import type { Db } from "../../db/db.ts";
import { changesOf, type ProposalChangeRow } from "../../db/proposal-changes.ts";
import { findProposal, type ProposalKey, type ProposalRow } from "../../db/proposals.ts";
import { endScorecards as endOwed } from "../../db/scorecards.ts";
import { oweProposalNote } from "./owe-proposal.ts";

/** Of a shift that an applied undo has taken back wholly nothing more is to be seen; what has been judged stays. */
export async function endScorecards(tx: Db, undo: ProposalRow, now: number): Promise<void> {
  const { workspaceId, undoOf } = undo;
  if (undoOf === null) return;
  const row = await findProposal(tx, { workspaceId, proposalId: undoOf });
  if (row === undefined) return;
  const back = await madeOf(tx, undo);
  if (!(await madeOf(tx, row)).every((id) => back.includes(id))) return;
  const ended = await endOwed(tx, row);
  if (ended === 0) return;
  await recordAudit(tx, {
    workspaceId,
    at: now,
    actor: undo.decidedBy ?? "job:proposals",
    verb: "shift.scorecards.end",
    subject: `proposal:${undoOf}`,
    details: { undo: undo.proposalId, ended },
  });
  await oweProposalNote(tx, row, { note: { kind: "taken-back" }, key: "taken-back", now });
}

async function madeOf(tx: Db, key: ProposalKey): Promise<number[]> {
  return (await changesOf(tx, key)).filter(isMade).map(({ campaignId }) => campaignId);
}

function isMade({ state }: ProposalChangeRow): boolean {
  return state === "done" || state === "verified";
}
