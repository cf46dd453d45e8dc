import { and, asc, eq, isNotNull, isNull, lt, lte, max, or } from "drizzle-orm";

import type { Db, Statement } from "./db.ts";
import { rules } from "./schema/rules.ts";

/** A rule as stored; its definition is for whoever parses it. */
export interface RuleRow {
  readonly workspaceId: number;
  readonly ruleId: number;
  readonly definition: unknown;
  readonly lastTick: Date;
  readonly evaluations: number;
  readonly mutedBy: string | null;
  readonly mutedAt: Date | null;
  readonly mutedUntil: Date | null;
  readonly createdBy: string;
}

const columns = {
  workspaceId: rules.workspaceId,
  ruleId: rules.ruleId,
  definition: rules.definition,
  lastTick: rules.lastTick,
  evaluations: rules.evaluations,
  mutedBy: rules.mutedBy,
  mutedAt: rules.mutedAt,
  mutedUntil: rules.mutedUntil,
  createdBy: rules.createdBy,
};

type RuleKey = Pick<RuleRow, "workspaceId" | "ruleId">;

/** The rules in force, in the order in which they were made. */
export async function listRules(db: Db, workspaceId: number): Promise<RuleRow[]> {
  return db.orm
    .select(columns)
    .from(rules)
    .where(and(eq(rules.workspaceId, workspaceId), isNull(rules.removedAt)))
    .orderBy(asc(rules.ruleId));
}

/** A rule, removed or not: alerts outlive their rule. */
export async function findRule(db: Db, key: RuleKey): Promise<RuleRow | undefined> {
  const [found] = await db.orm.select(columns).from(rules).where(ofKey(key));
  return found;
}

/** Its first tick is the first one after `now`. */
export async function insertRule(
  db: Db,
  input: {
    readonly workspaceId: number;
    readonly definition: unknown;
    readonly actor: string;
    readonly now: number;
  },
): Promise<number> {
  const now = new Date(input.now);
  const [made] = await db.orm
    .insert(rules)
    .values({
      workspaceId: input.workspaceId,
      definition: input.definition,
      lastTick: now,
      createdBy: input.actor,
      createdAt: now,
      changedBy: input.actor,
      changedAt: now,
    })
    .returning({ ruleId: rules.ruleId });
  if (made === undefined) throw new Error("The rule was not stored.");
  return made.ruleId;
}

/** Changes a rule that is in force; false where it is not, or is muted at least as long already. */
export async function changeRule(
  db: Db,
  key: RuleKey,
  change: {
    readonly actor: string;
    readonly now: number;
    readonly definition?: unknown;
    readonly removed?: true;
    readonly muted?: { readonly until: number | undefined } | null;
  },
): Promise<boolean> {
  const now = new Date(change.now);
  const { muted } = change;
  const changed = await db.orm
    .update(rules)
    .set({
      changedBy: change.actor,
      changedAt: now,
      ...(change.definition === undefined ? {} : { definition: change.definition }),
      ...(change.removed === true ? { removedAt: now } : {}),
      ...(muted === undefined ? {} : mutedColumns(muted, change.actor, now)),
    })
    .where(and(ofKey(key), isNull(rules.removedAt), muted ? mutesLonger(muted, now) : undefined))
    .returning({ ruleId: rules.ruleId });
  return changed.length > 0;
}

/** The first who mutes a rule is the one whose name it bears. */
function mutesLonger({ until }: { readonly until: number | undefined }, now: Date) {
  return or(
    isNull(rules.mutedBy),
    lte(rules.mutedUntil, now),
    until === undefined ? isNotNull(rules.mutedUntil) : lt(rules.mutedUntil, new Date(until)),
  );
}

function mutedColumns(
  muted: { readonly until: number | undefined } | null,
  actor: string,
  now: Date,
) {
  if (muted === null) return { mutedBy: null, mutedAt: null, mutedUntil: null };
  const mutedUntil = muted.until === undefined ? null : new Date(muted.until);
  return { mutedBy: actor, mutedAt: now, mutedUntil };
}

const CLAIM: Statement = {
  name: "claim_rule_ticks",
  text: `with due as (
      select r.rule_id from rules r
       where r.workspace_id = $1 and r.rule_id = any($2::int[]) and r.removed_at is null
         and case when $4::boolean then r.last_tick < $3::timestamptz else coalesce(r.evaluated_at < $3::timestamptz, true) end
       order by r.rule_id for update of r skip locked)
    update rules r set last_tick = case when $4 then $3::timestamptz else r.last_tick end,
           evaluated_at = greatest(r.evaluated_at, $3::timestamptz), evaluations = r.evaluations + 1
      from due where r.workspace_id = $1 and r.rule_id = due.rule_id
    returning r.rule_id, r.evaluations`,
};

/**
 * The rules whose tick this transaction gets, each with the number of its evaluation. A scheduled tick must be newer
 * than the last scheduled one; one that somebody asks for, newer than the last evaluation of all.
 */
export async function claimRuleTicks(
  db: Db,
  input: {
    readonly workspaceId: number;
    readonly ruleIds: readonly number[];
    readonly tick: number;
    readonly scheduled: boolean;
  },
): Promise<Map<number, number>> {
  const { workspaceId, ruleIds, tick, scheduled } = input;
  const rows = await db.rows<{ rule_id: number; evaluations: number }>(CLAIM, [
    workspaceId,
    ruleIds,
    new Date(tick),
    scheduled,
  ]);
  return new Map(rows.map((row) => [row.rule_id, row.evaluations]));
}

/** The newest instant up to `now` at which any rule has been evaluated, removed ones too; milliseconds since 1970. */
export async function newestEvaluation(
  db: Db,
  { workspaceId, now }: { readonly workspaceId: number; readonly now: number },
): Promise<number | undefined> {
  const [found] = await db.orm
    .select({ at: max(rules.evaluatedAt) })
    .from(rules)
    .where(and(eq(rules.workspaceId, workspaceId), lte(rules.evaluatedAt, new Date(now))));
  return found?.at?.getTime();
}

function ofKey(key: RuleKey) {
  return and(eq(rules.workspaceId, key.workspaceId), eq(rules.ruleId, key.ruleId));
}
