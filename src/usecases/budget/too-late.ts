import type { Db } from "../../db/db.ts";
import { findProposal, type ProposalRow, type SeenKey } from "../../db/proposals.ts";
import type { ProposalState } from "../../domain/budget/proposal/proposal.ts";
import { Conflict } from "../errors.ts";
import { noProposal } from "./draw-proposal.ts";

const OVER: Readonly<Record<Exclude<ProposalState, "open">, string>> = {
  approved: "That proposal has been approved already.",
  rejected: "That proposal has been rejected already.",
  expired: "That proposal has expired. /perf shift works out a new one.",
  replaced: "That proposal has been replaced: /perf shift shows the one that stands.",
};

/** The proposal as it was seen; whoever comes too late is told who was first. */
export async function seenProposal(db: Db, key: SeenKey): Promise<ProposalRow> {
  const row = await findProposal(db, key);
  if (row?.state !== "open" || row.version !== key.version) throw await tooLate(db, key);
  return row;
}

/** Why somebody's word about a proposal counts no more. */
export async function tooLate(db: Db, key: SeenKey): Promise<Error> {
  const row = await findProposal(db, key);
  if (row === undefined) return noProposal();
  if (row.state !== "open") return new Conflict(OVER[row.state], row.decidedBy ?? undefined);
  if (row.version !== key.version) {
    return new Conflict(
      "The plan has changed since you looked at it. Look again at the message, and press there.",
      row.editedBy ?? undefined,
    );
  }
  return new Conflict(
    "That proposal has its first approval already; it waits for a second person.",
    row.firstBy ?? undefined,
  );
}
