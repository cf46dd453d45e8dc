import type { Db } from "../../db/db.ts";
import { findRule, listRules, type RuleRow } from "../../db/rules.ts";
import type { Handling } from "../../domain/alerting/alert.ts";
import type { Rule } from "../../domain/alerting/rule.ts";
import { readRule } from "./read-rule.ts";

/** A rule in force, as its team made it. */
export interface StoredRule {
  readonly ruleId: number;
  readonly rule: Rule;
  readonly lastTick: number;
  readonly createdBy: string;
  readonly muted: Handling["muted"];
}

/** The rules of a workspace. `now` says which of them are muted. */
export async function storedRules(
  db: Db,
  scope: { readonly workspaceId: number; readonly now: number },
): Promise<StoredRule[]> {
  const rows = await listRules(db, scope.workspaceId);
  return rows.map((row) => storedRuleFrom(row, scope.now));
}

/** One rule, in force or removed. */
export async function storedRule(
  db: Db,
  scope: { readonly workspaceId: number; readonly now: number },
  ruleId: number,
): Promise<StoredRule | undefined> {
  const row = await findRule(db, { workspaceId: scope.workspaceId, ruleId });
  return row === undefined ? undefined : storedRuleFrom(row, scope.now);
}

function storedRuleFrom(row: RuleRow, now: number): StoredRule {
  const reading = readRule(row.definition);
  if (reading.kind === "faulty") {
    const [fault] = reading.faults;
    throw new Error(`Rule ${row.ruleId} cannot be read: ${fault?.field}: ${fault?.message}`);
  }
  const { ruleId, lastTick, createdBy } = row;
  return {
    ruleId,
    rule: reading.rule,
    lastTick: lastTick.getTime(),
    createdBy,
    muted: mutedFrom(row, now),
  };
}

function mutedFrom({ mutedBy, mutedAt, mutedUntil }: RuleRow, now: number): Handling["muted"] {
  if (mutedBy === null || mutedAt === null) return undefined;
  if (mutedUntil !== null && mutedUntil.getTime() <= now) return undefined;
  return { by: mutedBy, at: mutedAt.getTime(), until: mutedUntil?.getTime() };
}
