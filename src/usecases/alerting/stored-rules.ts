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

/** The rules of a workspace. `now` says which of them are muted. One that cannot be read holds up no other. */
export async function storedRules(
  db: Db,
  scope: { readonly workspaceId: number; readonly now: number },
): Promise<StoredRule[]> {
  const rows = await listRules(db, scope.workspaceId);
  return rows.flatMap((row) => {
    const read = storedRuleFrom(row, scope.now);
    return read.kind === "read" ? [read.stored] : [];
  });
}

/** Rules in force that no version of ours has written, or a later one: what is wrong with each. */
export async function unreadableRules(
  db: Db,
  scope: { readonly workspaceId: number; readonly now: number },
): Promise<{ readonly ruleId: number; readonly fault: string }[]> {
  const rows = await listRules(db, scope.workspaceId);
  return rows.flatMap((row) => {
    const read = storedRuleFrom(row, scope.now);
    return read.kind === "read" ? [] : [{ ruleId: row.ruleId, fault: read.fault }];
  });
}

/** One rule, in force or removed. */
export async function storedRule(
  db: Db,
  scope: { readonly workspaceId: number; readonly now: number },
  ruleId: number,
): Promise<StoredRule | undefined> {
  const row = await findRule(db, { workspaceId: scope.workspaceId, ruleId });
  if (row === undefined) return undefined;
  const read = storedRuleFrom(row, scope.now);
  if (read.kind === "read") return read.stored;
  throw new Error(`Rule ${ruleId} cannot be read: ${read.fault}`);
}

type StoredReading =
  | { readonly kind: "read"; readonly stored: StoredRule }
  | { readonly kind: "unreadable"; readonly fault: string };

function storedRuleFrom(row: RuleRow, now: number): StoredReading {
  const reading = readRule(row.definition);
  if (reading.kind === "faulty") {
    const [fault] = reading.faults;
    return { kind: "unreadable", fault: `${fault?.field ?? ""}: ${fault?.message ?? ""}` };
  }
  const { ruleId, lastTick, createdBy } = row;
  const { rule } = reading;
  const muted = mutedFrom(row, now);
  return {
    kind: "read",
    stored: { ruleId, rule, lastTick: lastTick.getTime(), createdBy, muted },
  };
}

function mutedFrom({ mutedBy, mutedAt, mutedUntil }: RuleRow, now: number): Handling["muted"] {
  if (mutedBy === null || mutedAt === null) return undefined;
  if (mutedUntil !== null && mutedUntil.getTime() <= now) return undefined;
  return { by: mutedBy, at: mutedAt.getTime(), until: mutedUntil?.getTime() };
}
