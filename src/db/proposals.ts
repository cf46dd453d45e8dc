import { and, desc, eq, gte, inArray, isNull, lte, sql } from "drizzle-orm";

import type { ProposalState } from "../domain/budget/proposal/proposal.ts";
import type { Db } from "./db.ts";
import { proposalChanges } from "./schema/proposal-changes.ts";
import { proposals } from "./schema/proposals.ts";

export type ProposalRow = typeof proposals.$inferSelect;
export type ProposalKey = Pick<ProposalRow, "workspaceId" | "proposalId">;

/** A proposal as somebody saw it: what they do counts only while the plan is still that one. */
export type SeenKey = ProposalKey & Pick<ProposalRow, "version">;

/**
 * The proposal as it is once nobody else has it locked; whoever else would lock it waits until this transaction has
 * ended. It comes before any lock of its changes, and after that of its way back: else two transactions would wait for
 * each other.
 */
export async function lockProposal(tx: Db, key: ProposalKey): Promise<ProposalRow | undefined> {
  const [found] = await tx.orm.select().from(proposals).where(ofKey(key)).for("update");
  return found;
}

export async function findProposal(db: Db, key: ProposalKey): Promise<ProposalRow | undefined> {
  const [found] = await db.orm.select().from(proposals).where(ofKey(key));
  return found;
}

export async function openProposal(db: Db, workspaceId: number): Promise<ProposalRow | undefined> {
  const [found] = await db.orm
    .select()
    .from(proposals)
    .where(and(eq(proposals.workspaceId, workspaceId), eq(proposals.state, "open")));
  return found;
}

/** Approved since an instant, and not all of its changes made; the newest first. */
export async function proposalsUnderWay(
  db: Db,
  { workspaceId, since }: { readonly workspaceId: number; readonly since: number },
): Promise<ProposalRow[]> {
  return db.orm
    .select()
    .from(proposals)
    .where(
      and(
        eq(proposals.workspaceId, workspaceId),
        eq(proposals.state, "approved"),
        isNull(proposals.appliedAt),
        gte(proposals.decidedAt, new Date(since)),
      ),
    )
    .orderBy(desc(proposals.proposalId));
}

/** A number for a proposal to come. */
export async function reserveProposalId(db: Db): Promise<number> {
  const [row] = await db.rows<{ id: number }>(
    {
      name: "reserve_proposal_id",
      text: "select nextval(pg_get_serial_sequence('proposals', 'proposal_id'))::int as id",
    },
    [],
  );
  if (row === undefined) throw new Error("A sequence has a next value.");
  return row.id;
}

export async function insertProposal(db: Db, row: typeof proposals.$inferInsert): Promise<void> {
  await db.orm.insert(proposals).values(row);
}

/** The workspace's open proposal gives way to another; returns it. */
export async function replaceOpen(db: Db, workspaceId: number): Promise<ProposalRow | undefined> {
  const [row] = await db.orm
    .update(proposals)
    .set({ state: "replaced" })
    .where(and(eq(proposals.workspaceId, workspaceId), eq(proposals.state, "open")))
    .returning();
  return row;
}

/**
 * Undefined where it is open no more, or its plan is another by now: somebody was first. Another plan makes another
 * version.
 */
export async function changeOpen(
  db: Db,
  key: SeenKey,
  change: Partial<Omit<ProposalRow, "workspaceId" | "proposalId" | "version">>,
): Promise<ProposalRow | undefined> {
  const [row] = await db.orm
    .update(proposals)
    .set({
      ...change,
      ...(change.plan !== undefined ? { version: sql`${proposals.version} + 1` } : {}),
    })
    .where(and(ofKey(key), eq(proposals.version, key.version), eq(proposals.state, "open")))
    .returning();
  return row;
}

/** The first of two approvals; undefined where there is one already, or it is too late. */
export async function approveFirst(
  db: Db,
  key: SeenKey,
  deed: { readonly by: string; readonly at: number },
): Promise<ProposalRow | undefined> {
  const [row] = await db.orm
    .update(proposals)
    .set({ firstBy: deed.by, firstAt: new Date(deed.at) })
    .where(
      and(
        ofKey(key),
        eq(proposals.version, key.version),
        eq(proposals.state, "open"),
        isNull(proposals.firstBy),
      ),
    )
    .returning();
  return row;
}

/** Its messages go elsewhere from now on. */
export async function moveProposal(
  db: Db,
  key: ProposalKey,
  place: Pick<ProposalRow, "channel" | "deliveryKey">,
): Promise<ProposalRow> {
  const [row] = await db.orm.update(proposals).set(place).where(ofKey(key)).returning();
  if (row === undefined) throw new Error("The proposal is stored.");
  return row;
}

/** Ends those whose time is over, of any workspace; each is returned to one caller. */
export async function expireProposals(db: Db, now: number): Promise<ProposalRow[]> {
  return db.orm
    .update(proposals)
    .set({ state: "expired", decidedAt: new Date(now) })
    .where(and(eq(proposals.state, "open"), lte(proposals.expiresAt, new Date(now))))
    .returning();
}

/** True for the one caller that finds every change of it made. */
export async function markApplied(db: Db, key: ProposalKey, now: number): Promise<boolean> {
  const rows = await db.orm
    .update(proposals)
    .set({ appliedAt: new Date(now) })
    .where(and(ofKey(key), eq(proposals.state, "approved"), isNull(proposals.appliedAt)))
    .returning({ proposalId: proposals.proposalId });
  return rows.length > 0;
}

/** Of which something was made, or may still be. */
const NOT_SKIPPED = sql`(${proposals.appliedAt} is null or exists (select 1 from ${proposalChanges}
  where ${proposalChanges.workspaceId} = ${proposals.workspaceId}
    and ${proposalChanges.proposalId} = ${proposals.proposalId}
    and ${proposalChanges.state} <> 'skipped'))`;

/** Proposals that take this one back and have not come to nothing. */
export async function undosOf(
  db: Db,
  { workspaceId, proposalId }: ProposalKey,
): Promise<{ readonly proposalId: number; readonly state: ProposalState }[]> {
  return db.orm
    .select({ proposalId: proposals.proposalId, state: proposals.state })
    .from(proposals)
    .where(
      and(
        eq(proposals.workspaceId, workspaceId),
        eq(proposals.undoOf, proposalId),
        inArray(proposals.state, ["open", "approved"]),
        NOT_SKIPPED,
      ),
    );
}

function ofKey({ workspaceId, proposalId }: ProposalKey) {
  return and(eq(proposals.workspaceId, workspaceId), eq(proposals.proposalId, proposalId));
}
