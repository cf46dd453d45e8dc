import type { RuleLine } from "../domain/alerting/alert-notes.ts";
import type { Backtest } from "../usecases/alerting/backtest-rule.ts";
import type { CheckEntry, CheckReport } from "../usecases/alerting/check-report.ts";
import { ruleFileOf } from "../usecases/alerting/rule-file.ts";

/** CONTRACT's form of a check. */
export function checkJson(report: CheckReport, durationMs: number) {
  return {
    at: instant(report.at),
    rules: report.rules,
    evaluated: report.evaluated,
    opened: report.opened.map(entryJson),
    resolved: report.resolved.map(entryJson),
    pending: report.pending,
    withheld: report.withheld,
    durationMs: Math.round(durationMs * 1000) / 1000,
  };
}

/** CONTRACT's form of a back-test. */
export function backtestJson(rule: string, backtest: Backtest) {
  return {
    rule,
    evaluations: backtest.evaluations,
    transitions: backtest.transitions.map(({ at, campaign, from, to, value, reason }) => ({
      at: instant(at),
      campaign,
      from,
      to,
      value: value ?? null,
      reason,
    })),
    notifications: backtest.notifications,
  };
}

export function ruleJson({ ruleId, rule, muted, nextTick, open, channelTrouble }: RuleLine) {
  return {
    id: ruleId,
    ...ruleFileOf(rule),
    muted: muted === undefined ? null : { by: muted.by, until: optional(muted.until) },
    nextCheck: optional(nextTick),
    openAlerts: open,
    channelTrouble: channelTrouble ?? null,
  };
}

function entryJson({ rule, ruleId, campaign, value, limit, reason }: CheckEntry) {
  return {
    rule,
    ruleId: ruleId ?? null,
    campaign,
    value: value ?? null,
    limit: limit ?? null,
    reason,
  };
}

function optional(epochMs: number | undefined): string | null {
  return epochMs === undefined ? null : instant(epochMs);
}

function instant(epochMs: number): string {
  return new Date(epochMs).toISOString();
}
