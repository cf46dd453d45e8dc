import { and, asc, eq, sql } from "drizzle-orm";

import type { Day, DayRange } from "../domain/day.ts";
import type { Db, Statement } from "./db.ts";
import { sources } from "./schema/sources.ts";

export type SourceRow = typeof sources.$inferSelect;

export interface SourceKey {
  readonly workspaceId: number;
  readonly sourceId: number;
}

/** A source that one instance has; `fence` tells its lease from later ones. */
export interface SourceLease extends SourceKey {
  readonly fence: number;
}

/** The new source, or undefined where one of that name is there. */
export async function insertSource(
  db: Db,
  row: typeof sources.$inferInsert,
): Promise<SourceRow | undefined> {
  const [made] = await db.orm.insert(sources).values(row).onConflictDoNothing().returning();
  return made;
}

export async function listSourceRows(db: Db, workspaceId: number): Promise<SourceRow[]> {
  return db.orm
    .select()
    .from(sources)
    .where(eq(sources.workspaceId, workspaceId))
    .orderBy(asc(sources.sourceId));
}

export async function findSource(db: Db, key: SourceKey): Promise<SourceRow | undefined> {
  const [row] = await db.orm.select().from(sources).where(isSource(key));
  return row;
}

export async function sourceNamed(
  db: Db,
  input: { readonly workspaceId: number; readonly name: string },
): Promise<SourceRow | undefined> {
  const [row] = await db.orm
    .select()
    .from(sources)
    .where(
      and(
        eq(sources.workspaceId, input.workspaceId),
        sql`lower(${sources.name}) = lower(${input.name})`,
      ),
    );
  return row;
}

export async function updateSource(
  db: Db,
  key: SourceKey,
  change: Partial<Pick<SourceRow, "paused" | "dueAt" | "settings" | "secrets" | "watermark">>,
): Promise<boolean> {
  const changed = await db.orm
    .update(sources)
    .set(change)
    .where(isSource(key))
    .returning({ id: sources.sourceId });
  return changed.length > 0;
}

export async function deleteSource(db: Db, key: SourceKey): Promise<boolean> {
  const gone = await db.orm
    .delete(sources)
    .where(isSource(key))
    .returning({ id: sources.sourceId });
  return gone.length > 0;
}

const CLAIM_DUE: Statement = {
  name: "claim_due_source",
  text: `update sources s set leased_until = $2, fence = s.fence + 1, progress_days = null, progress_rows = null
    from (select workspace_id, source_id from sources
           where not paused and due_at <= $1 and (leased_until is null or leased_until < $1)
           order by due_at limit 1 for update skip locked) d
   where s.workspace_id = d.workspace_id and s.source_id = d.source_id
  returning s.workspace_id, s.source_id`,
};

const CLAIM_ONE: Statement = {
  name: "claim_source",
  text: `update sources s set leased_until = $2, fence = s.fence + 1, progress_days = null, progress_rows = null,
     due_at = case when s.paused then s.due_at else least(s.due_at, $1) end
   where s.workspace_id = $3 and s.source_id = $4 and (s.leased_until is null or s.leased_until < $1)
  returning s.workspace_id, s.source_id`,
};

interface Term {
  readonly now: number;
  readonly until: number;
}

/** The source that has been due for longest, of all workspaces, for this caller alone until the lease ends. */
export async function claimDueSource(db: Db, term: Term): Promise<SourceRow | undefined> {
  return claimed(db, CLAIM_DUE, [new Date(term.now), new Date(term.until)]);
}

/** A source, whether or not it is due; undefined where somebody has it. */
export async function claimSource(
  db: Db,
  key: SourceKey,
  term: Term,
): Promise<SourceRow | undefined> {
  const { workspaceId, sourceId } = key;
  return claimed(db, CLAIM_ONE, [new Date(term.now), new Date(term.until), workspaceId, sourceId]);
}

async function claimed(
  db: Db,
  statement: Statement,
  values: readonly unknown[],
): Promise<SourceRow | undefined> {
  const [row] = await db.rows<{ workspace_id: number; source_id: number }>(statement, values);
  if (row === undefined) return undefined;
  return findSource(db, { workspaceId: row.workspace_id, sourceId: row.source_id });
}

/** Holds on to a lease, and says how far the load has come; false where it has been lost. */
export async function renewLease(
  db: Db,
  lease: SourceLease,
  input: { readonly until: number; readonly days?: string; readonly rows?: number },
): Promise<boolean> {
  const { until, days, rows } = input;
  const held = await db.orm
    .update(sources)
    .set({
      leasedUntil: new Date(until),
      ...(days === undefined ? {} : { progressDays: days }),
      ...(rows === undefined ? {} : { progressRows: rows }),
    })
    .where(holds(lease))
    .returning({ id: sources.sourceId });
  return held.length > 0;
}

/** Notes that days have been stored, in the transaction that stores them; false where the lease has been lost. */
export async function advanceSource(
  db: Db,
  lease: SourceLease,
  input: { readonly watermark: Day | undefined; readonly until: number },
): Promise<boolean> {
  const { watermark, until } = input;
  const held = await db.orm
    .update(sources)
    .set({
      leasedUntil: new Date(until),
      ...(watermark === undefined ? {} : { watermark }),
    })
    .where(holds(lease))
    .returning({ id: sources.sourceId });
  return held.length > 0;
}

/** The end of a load: the lease is given back. */
export async function settleSource(
  db: Db,
  lease: SourceLease,
  outcome:
    | {
        readonly kind: "loaded";
        readonly at: number;
        readonly rows: number;
        readonly revised: number;
        readonly days: DayRange;
        readonly dueAt: number | undefined;
      }
    | {
        readonly kind: "failed";
        readonly at: number;
        readonly fault: { readonly kind: string; readonly message: string; readonly next: string };
        readonly dueAt: number;
      }
    /** Given back in the middle: it is due at once. */
    | { readonly kind: "stopped" },
): Promise<boolean> {
  const settled = await db.orm
    .update(sources)
    .set({ leasedUntil: null, progressDays: null, progressRows: null, ...changeOf(outcome) })
    .where(holds(lease))
    .returning({ id: sources.sourceId });
  return settled.length > 0;
}

function changeOf(outcome: Parameters<typeof settleSource>[2]) {
  switch (outcome.kind) {
    case "loaded":
      return {
        failures: 0,
        faultKind: null,
        fault: null,
        faultNext: null,
        failedAt: null,
        loadedAt: new Date(outcome.at),
        loadedRows: outcome.rows,
        revisedRows: outcome.revised,
        loadedFrom: outcome.days.from,
        loadedTo: outcome.days.to,
        dueAt: outcome.dueAt === undefined ? null : new Date(outcome.dueAt),
      };
    case "failed":
      return {
        failures: sql`${sources.failures} + 1`,
        faultKind: outcome.fault.kind,
        fault: outcome.fault.message,
        faultNext: outcome.fault.next,
        failedAt: new Date(outcome.at),
        dueAt: new Date(outcome.dueAt),
      };
    case "stopped":
      return {};
  }
}

/** How many sources there are of each state, in all workspaces, for metrics. */
export async function countSources(
  db: Db,
): Promise<{ readonly all: number; readonly failing: number; readonly paused: number }> {
  const [row] = await db.rows<{ all: number; failing: number; paused: number }>(
    {
      name: "count_sources",
      text: `select count(*)::int as all, count(*) filter (where failures > 0)::int as failing,
          count(*) filter (where paused)::int as paused from sources`,
    },
    [],
  );
  return row ?? { all: 0, failing: 0, paused: 0 };
}

function isSource({ workspaceId, sourceId }: SourceKey) {
  return and(eq(sources.workspaceId, workspaceId), eq(sources.sourceId, sourceId));
}

function holds(lease: SourceLease) {
  return and(isSource(lease), eq(sources.fence, lease.fence));
}
