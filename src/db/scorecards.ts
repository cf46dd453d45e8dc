import { and, asc, eq, isNotNull, isNull, lte } from "drizzle-orm";

import type { Db } from "./db.ts";
import type { ProposalKey, ProposalRow } from "./proposals.ts";
import { proposals } from "./schema/proposals.ts";
import { scorecards } from "./schema/scorecards.ts";

export type ScorecardRow = typeof scorecards.$inferSelect;

export async function insertScorecards(
  db: Db,
  rows: readonly (typeof scorecards.$inferInsert)[],
): Promise<void> {
  await db.orm.insert(scorecards).values([...rows]);
}

/** The judged ones of a proposal, the earliest day first. */
export async function scorecardsOf(
  db: Db,
  { workspaceId, proposalId }: ProposalKey,
): Promise<ScorecardRow[]> {
  return db.orm
    .select()
    .from(scorecards)
    .where(
      and(
        eq(scorecards.workspaceId, workspaceId),
        eq(scorecards.proposalId, proposalId),
        isNotNull(scorecards.judgedAt),
      ),
    )
    .orderBy(scorecards.day);
}

/** A look that nobody has taken yet, and the proposal that it is about. */
export interface OwedScorecard {
  readonly card: ScorecardRow;
  readonly proposal: ProposalRow;
}

/** What a workspace is due, one proposal after the other, each one's days in order. */
export async function dueScorecards(
  db: Db,
  { workspaceId, now }: { readonly workspaceId: number; readonly now: number },
): Promise<OwedScorecard[]> {
  return db.orm
    .select({ card: scorecards, proposal: proposals })
    .from(scorecards)
    .innerJoin(proposals, ofItsProposal())
    .where(
      and(
        eq(scorecards.workspaceId, workspaceId),
        isNull(scorecards.judgedAt),
        lte(scorecards.dueAt, new Date(now)),
      ),
    )
    .orderBy(asc(scorecards.proposalId), asc(scorecards.day));
}

/** Stores what was seen; false where another instance has done so already. */
export async function storeJudged(
  db: Db,
  { workspaceId, proposalId, day }: Pick<ScorecardRow, "workspaceId" | "proposalId" | "day">,
  judged: { readonly at: number; readonly result: unknown },
): Promise<boolean> {
  const rows = await db.orm
    .update(scorecards)
    .set({ judgedAt: new Date(judged.at), result: judged.result })
    .where(
      and(
        eq(scorecards.workspaceId, workspaceId),
        eq(scorecards.proposalId, proposalId),
        eq(scorecards.day, day),
        isNull(scorecards.judgedAt),
      ),
    )
    .returning({ day: scorecards.day });
  return rows.length > 0;
}

/** Looks that nobody has taken yet are owed no more; returns how many. */
export async function endScorecards(
  db: Db,
  { workspaceId, proposalId }: ProposalKey,
): Promise<number> {
  const ended = await db.orm
    .delete(scorecards)
    .where(
      and(
        eq(scorecards.workspaceId, workspaceId),
        eq(scorecards.proposalId, proposalId),
        isNull(scorecards.judgedAt),
      ),
    )
    .returning({ day: scorecards.day });
  return ended.length;
}

/** An applied shift as it was proposed, with what has been judged of it so far. JSON. */
export interface JudgedProposal {
  readonly plan: unknown;
  readonly results: readonly unknown[];
}

/**
 * Shifts whose changes have been made and that are, or have been, looked at: what was taken back before that is none.
 * Tests and ways back promise nothing.
 */
export async function appliedShifts(db: Db, workspaceId: number): Promise<JudgedProposal[]> {
  const rows = await db.orm
    .select({
      proposalId: proposals.proposalId,
      plan: proposals.plan,
      result: scorecards.result,
    })
    .from(proposals)
    .innerJoin(scorecards, ofItsProposal())
    .where(
      and(
        eq(proposals.workspaceId, workspaceId),
        eq(proposals.kind, "shift"),
        isNotNull(proposals.appliedAt),
      ),
    )
    .orderBy(asc(proposals.proposalId), asc(scorecards.day));
  const found = new Map<number, { plan: unknown; results: unknown[] }>();
  for (const { proposalId, plan, result } of rows) {
    const one = found.get(proposalId) ?? { plan, results: [] };
    // Null until it is judged.
    if (result !== null) one.results.push(result);
    found.set(proposalId, one);
  }
  return [...found.values()];
}

function ofItsProposal() {
  return and(
    eq(proposals.workspaceId, scorecards.workspaceId),
    eq(proposals.proposalId, scorecards.proposalId),
  );
}
