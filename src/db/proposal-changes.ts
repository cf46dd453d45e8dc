import { and, eq, inArray, sql } from "drizzle-orm";

import type { ChangeState } from "../domain/budget/proposal/proposal.ts";
import type { Db, Statement } from "./db.ts";
import type { ProposalKey } from "./proposals.ts";
import { proposalChanges } from "./schema/proposal-changes.ts";

export type ProposalChangeRow = typeof proposalChanges.$inferSelect;

export async function insertChanges(
  db: Db,
  rows: readonly (typeof proposalChanges.$inferInsert)[],
): Promise<void> {
  if (rows.length > 0) await db.orm.insert(proposalChanges).values([...rows]);
}

export async function changesOf(db: Db, key: ProposalKey): Promise<ProposalChangeRow[]> {
  return db.orm
    .select()
    .from(proposalChanges)
    .where(ofProposal(key))
    .orderBy(
      sql`abs(${proposalChanges.afterMicros} - ${proposalChanges.beforeMicros}) desc`,
      proposalChanges.campaignId,
    );
}

/** Marks changes that are still to be made; returns those that were. `campaignIds` left out: all of them. */
export async function markChanges(
  db: Db,
  key: ProposalKey,
  mark: {
    readonly as: Extract<ChangeState, "done" | "skipped">;
    readonly by: string;
    readonly at: number;
    readonly campaignIds?: readonly number[];
  },
): Promise<ProposalChangeRow[]> {
  const { as, by, at, campaignIds } = mark;
  return db.orm
    .update(proposalChanges)
    .set({ state: as, changedBy: by, changedAt: new Date(at) })
    .where(
      and(
        ofProposal(key),
        eq(proposalChanges.state, "todo"),
        // What is on its way to the platform is not made by hand as well.
        sql`${proposalChanges.writeState} is distinct from 'waiting' and ${proposalChanges.writeState} is distinct from 'writing'`,
        campaignIds === undefined
          ? sql`${proposalChanges.writeState} is distinct from 'held'`
          : inArray(proposalChanges.campaignId, [...campaignIds]),
      ),
    )
    .returning();
}

const MADE: Statement = {
  name: "changes_made_since",
  text: `select campaign_id, max(changed_at) as changed_at from proposal_changes
    where workspace_id = $1 and state in ('done', 'verified') and changed_at >= $2 group by campaign_id`,
};

/** When each campaign's latest change was made, by id, in milliseconds since 1970. */
export async function changesMadeSince(
  db: Db,
  { workspaceId, since }: { readonly workspaceId: number; readonly since: number },
): Promise<Map<number, number>> {
  const rows = await db.rows<{ campaign_id: number; changed_at: Date }>(MADE, [
    workspaceId,
    new Date(since),
  ]);
  return new Map(rows.map((row) => [row.campaign_id, row.changed_at.getTime()]));
}

/** What loads since the decision say of changes that none has confirmed yet. */
export interface SeenChange {
  readonly workspaceId: number;
  readonly proposalId: number;
  readonly campaignId: number;
  readonly afterMicros: bigint;
  readonly seenMicros: bigint;
  /** What was seen the last time; null: nothing yet. */
  readonly knownMicros: bigint | null;
  readonly state: ChangeState;
}

interface SeenRow {
  readonly workspace_id: number;
  readonly proposal_id: number;
  readonly campaign_id: number;
  readonly after_micros: bigint;
  readonly budget_micros: bigint;
  readonly seen_micros: bigint | null;
  readonly state: ChangeState;
}

/** A budget says something of a change once it was read after the change was made, or after it was decided on. */
const SEEN: Statement = {
  name: "seen_changes",
  text: `select c.workspace_id, c.proposal_id, c.campaign_id, c.after_micros, h.budget_micros, c.seen_micros, c.state
      from proposal_changes c
      join proposals p on p.workspace_id = c.workspace_id and p.proposal_id = c.proposal_id
      join lateral (
        select b.budget_micros, b.seen_at from budget_history b
         where b.workspace_id = c.workspace_id and b.campaign_id = c.campaign_id and b.by_load
         order by b.seen_at desc, b.day desc limit 1) h on h.seen_at > coalesce(c.changed_at, p.decided_at)
     where c.state in ('todo', 'done') and p.state = 'approved'
       and (h.budget_micros = c.after_micros or h.budget_micros is distinct from c.seen_micros)
     order by c.workspace_id, c.proposal_id, c.campaign_id`,
};

export async function seenChanges(db: Db): Promise<SeenChange[]> {
  const rows = await db.rows<SeenRow>(SEEN, []);
  return rows.map((row) => ({
    workspaceId: row.workspace_id,
    proposalId: row.proposal_id,
    campaignId: row.campaign_id,
    afterMicros: row.after_micros,
    seenMicros: row.budget_micros,
    knownMicros: row.seen_micros,
    state: row.state,
  }));
}

/** Takes note of what a load has; false where another instance has done so already. */
export async function noteSeen(db: Db, seen: SeenChange, now: number): Promise<boolean> {
  const verified = seen.seenMicros === seen.afterMicros;
  const rows = await db.orm
    .update(proposalChanges)
    .set({
      seenMicros: seen.seenMicros,
      ...(verified
        ? {
            state: "verified" as const,
            changedAt: sql`coalesce(${proposalChanges.changedAt}, ${new Date(now)})`,
          }
        : {}),
    })
    .where(
      and(
        ofProposal(seen),
        eq(proposalChanges.campaignId, seen.campaignId),
        inArray(proposalChanges.state, ["todo", "done"]),
        sql`${proposalChanges.seenMicros} is not distinct from ${seen.knownMicros}`,
      ),
    )
    .returning({ campaignId: proposalChanges.campaignId });
  return rows.length > 0;
}

function ofProposal({ workspaceId, proposalId }: ProposalKey) {
  return and(
    eq(proposalChanges.workspaceId, workspaceId),
    eq(proposalChanges.proposalId, proposalId),
  );
}
