import { judge, type Subject } from "../../../src/domain/alerting/judge.ts";
import type { Condition, Rule, Side } from "../../../src/domain/alerting/rule.ts";
import type { Metric } from "../../../src/domain/kpi.ts";
import { NO_TOTALS, type Totals } from "../../../src/domain/totals.ts";

export interface Given {
  readonly metric?: Metric;
  readonly when?: Condition;
  readonly guards?: Partial<Rule["guards"]>;
  readonly margin?: number;
  readonly current?: Partial<Totals>;
  readonly subject?: Partial<Subject>;
}

const GUARDS: Rule["guards"] = {
  minSpendMicros: 0n,
  minClicks: 0,
  minConversions: 0,
  confidence: undefined,
};

export function fixed(side: Side, limit: number): Condition {
  return { kind: "fixed", side, limit };
}

export function verdictOf(given: Given) {
  const rule: Rule = {
    name: "Rule",
    scope: { kind: "all" },
    metric: given.metric ?? "cpa",
    when: given.when ?? fixed("above", 40),
    window: { days: 7, ignoreLastDays: 0 },
    guards: { ...GUARDS, ...given.guards },
    for: 1,
    recover: { margin: given.margin ?? 0, for: 1 },
    remindEveryHours: undefined,
    severity: "warning",
    channel: "#a",
    mention: [],
    schedule: "0 9 * * *",
    timeZone: undefined,
    quietHours: undefined,
  };
  return judge(rule, {
    target: undefined,
    pricing: undefined,
    dailyBudgetMicros: undefined,
    window: { range: { from: "2026-11-17", to: "2026-11-23" }, reference: [], month: undefined },
    current: { ...NO_TOTALS, ...given.current },
    reference: undefined,
    present: true,
    missingDays: 0,
    withoutValue: false,
    valueCv: undefined,
    valuePerConversion: undefined,
    ...given.subject,
  });
}

/** A CPA of so many major units. */
export function cpa(amount: number): Partial<Totals> {
  return { spendMicros: BigInt(Math.round(amount * 10 * 1e6)), conversions: 10 };
}
