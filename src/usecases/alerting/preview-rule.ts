import type { Db } from "../../db/db.ts";
import type { RulePreview } from "../../domain/alerting/alert-notes.ts";
import type { Rule } from "../../domain/alerting/rule.ts";
import { addDays, dayAt } from "../../domain/day.ts";
import type { Scope } from "../scope.ts";
import { backtestRule } from "./backtest-rule.ts";

const DAYS = 30;

/** What a rule would have done over the last 30 days, before it is put in force. */
export async function previewRule(db: Db, scope: Scope, rule: Rule): Promise<RulePreview> {
  const today = dayAt(scope.now, rule.timeZone ?? scope.zone);
  const range = { from: addDays(today, -DAYS), to: addDays(today, -1) };
  const { evaluations, notifications, transitions } = await backtestRule(db, scope, {
    rule,
    range,
  });
  return {
    ...range,
    evaluations,
    notifications,
    fired: transitions
      .filter(({ to }) => to === "firing")
      .map(({ at, campaign, currency, value }) => ({ at, campaign, currency, value })),
  };
}
