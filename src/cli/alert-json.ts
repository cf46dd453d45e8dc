import type { RuleLine } from "../domain/alerting/alert-notes.ts";
import type { Metric } from "../domain/kpi.ts";
import { parseMicros } from "../domain/money.ts";
import type { Backtest } from "../usecases/alerting/backtest-rule.ts";
import type { CheckEntry, CheckReport } from "../usecases/alerting/check-report.ts";
import { ruleFileOf } from "../usecases/alerting/rule-file.ts";
import { moneyJson } from "./summary-json.ts";

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
    withoutValue: report.withoutValue,
    durationMs: Math.round(durationMs * 1000) / 1000,
  };
}

/** CONTRACT's form of a back-test. */
export function backtestJson(rule: string, backtest: Backtest) {
  return {
    rule,
    evaluations: backtest.evaluations,
    transitions: backtest.transitions.map(({ at, campaign, from, to, reason, ...turn }) => ({
      at: instant(at),
      campaign,
      from,
      to,
      value: figureJson(turn, turn.value),
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

function entryJson({ rule, ruleId, campaign, reason, ...entry }: CheckEntry) {
  return {
    rule,
    ruleId: ruleId ?? null,
    campaign,
    value: figureJson(entry, entry.value),
    limit: figureJson(entry, entry.limit),
    reason,
  };
}

/** Sums of money are decimal strings; ratios and counts are numbers, an amount for one of something among them. */
function figureJson(
  { metric, currency }: { readonly metric: Metric | undefined; readonly currency: string },
  figure: number | undefined,
): string | number | null {
  if (figure === undefined) return null;
  if (metric !== "spend" && metric !== "value") return figure;
  const micros = parseMicros(figure.toFixed(6));
  return micros === undefined ? figure : moneyJson(micros, currency);
}

function optional(epochMs: number | undefined): string | null {
  return epochMs === undefined ? null : instant(epochMs);
}

function instant(epochMs: number): string {
  return new Date(epochMs).toISOString();
}
