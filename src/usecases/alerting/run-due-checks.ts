import type { Db } from "../../db/db.ts";
import { newestTick } from "../../domain/alerting/schedule.ts";
import type { Scope } from "../scope.ts";
import type { CheckReport } from "./check-report.ts";
import { checkRules } from "./check-rules.ts";
import { storedRules } from "./stored-rules.ts";

/**
 * Evaluates every rule of a workspace whose newest tick nobody has evaluated yet, oldest tick first. After a downtime
 * that is one evaluation a rule, not one for each tick that was missed.
 */
export async function runDueChecks(db: Db, scope: Scope): Promise<CheckReport[]> {
  const due = new Map<number, number[]>();
  for (const { ruleId, rule, lastTick } of await storedRules(db, scope)) {
    const tick = newestTick(rule.schedule, rule.timeZone ?? scope.zone, scope.now);
    if (tick === undefined || tick <= lastTick) continue;
    due.set(tick, [...(due.get(tick) ?? []), ruleId]);
  }
  const reports: CheckReport[] = [];
  for (const [at, ruleIds] of [...due].toSorted(([a], [b]) => a - b)) {
    reports.push(await checkRules(db, scope, { at, scheduled: ruleIds }));
  }
  return reports.filter(({ rules }) => rules > 0);
}
