import { and, eq, isNotNull } from "drizzle-orm";

import type { Db } from "./db.ts";
import type { ProposalKey } from "./proposals.ts";
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
