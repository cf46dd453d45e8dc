import { recordAudit } from "../../db/audit.ts";
import type { Db } from "../../db/db.ts";
import { dueScorecards, type OwedScorecard, storeJudged } from "../../db/scorecards.ts";
import { judgeScorecard } from "../../domain/budget/scorecard/judge-scorecard.ts";
import { type Scorecard, SCORECARD_DAYS } from "../../domain/budget/scorecard/scorecard.ts";
import type { Scope } from "../scope.ts";
import { oweProposalNote } from "./owe-proposal.ts";
import { readShiftSpan } from "./read-shift-span.ts";

/** So long a look waits for numbers of its last day; then it makes do with what there is. */
const WAITS_MS = 3 * 86_400_000;

/**
 * Judges what a workspace is due, each look as of its own days however late it is found; of one proposal the earlier
 * look comes first. Each is judged, noted and told of once, however many instances ask. Returns how many it judged.
 */
export async function judgeDueScorecards(db: Db, scope: Scope): Promise<number> {
  const waiting = new Set<number>();
  let judged = 0;
  for (const owed of await dueScorecards(db, scope)) {
    const { proposalId } = owed.proposal;
    if (waiting.has(proposalId)) continue;
    const card = await judge(db, scope, owed);
    if (card === undefined) waiting.add(proposalId);
    else if (await store(db, scope, { owed, card })) judged += 1;
  }
  return judged;
}

/** Undefined while numbers may still come. */
async function judge(db: Db, scope: Scope, owed: OwedScorecard): Promise<Scorecard | undefined> {
  const day = SCORECARD_DAYS.find((one) => one === owed.card.day);
  if (day === undefined) return undefined;
  const span = await readShiftSpan(db, scope, { proposal: owed.proposal, day });
  const waits = scope.now < owed.card.dueAt.getTime() + WAITS_MS;
  if (!span.loaded && waits) return undefined;
  return judgeScorecard(span.input);
}

async function store(
  db: Db,
  { workspaceId, actor, now }: Scope,
  { owed, card }: { readonly owed: OwedScorecard; readonly card: Scorecard },
): Promise<boolean> {
  const { day, verdict, measured, promised } = card;
  return db.transaction(async (tx) => {
    if (!(await storeJudged(tx, owed.card, { at: now, result: card }))) return false;
    await recordAudit(tx, {
      workspaceId,
      at: now,
      actor,
      verb: "shift.judge",
      subject: `proposal:${owed.proposal.proposalId}`,
      details: { day, verdict, promised, gain: measured?.gain ?? null },
    });
    const note = { kind: "scorecard", day } as const;
    await oweProposalNote(tx, owed.proposal, { note, key: `scorecard:${day}`, now });
    return true;
  });
}
