import type {
  AccountAlert,
  Alert,
  AlertLine,
  Handling,
  Reading,
} from "../../../../src/domain/alerting/alert.ts";
import { explainChange } from "../../../../src/domain/alerting/explain-change.ts";
import type { Rule } from "../../../../src/domain/alerting/rule.ts";
import type { DayRange } from "../../../../src/domain/day.ts";
import { type Metric, metricOf } from "../../../../src/domain/kpi.ts";
import { sumTotals, type Totals } from "../../../../src/domain/totals.ts";
import { days, lineOf, NOW, ZONE } from "../samples.ts";

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

export const UNTOUCHED: Handling = {
  acknowledged: undefined,
  snoozed: undefined,
  muted: undefined,
};

export const FRESH = { lastDay: "2026-11-21", loadedAt: Date.UTC(2026, 10, 22, 11, 5) };

export const RULE: Rule = {
  name: "CPA over target",
  scope: { kind: "all" },
  metric: "cpa",
  when: { kind: "target", side: "above", factor: 1.2 },
  window: { days: 7, ignoreLastDays: 1 },
  guards: {
    minSpendMicros: 100_000_000n,
    minClicks: 0,
    minConversions: 0,
    confidence: 0.95,
  },
  for: 2,
  recover: { margin: 0.1, for: 2 },
  remindEveryHours: 24,
  severity: "critical",
  channel: "#perf-alerts",
  mention: ["U0MAYA", "S0BUYERS"],
  schedule: "0 9 * * *",
  timeZone: ZONE,
  quietHours: undefined,
};

const WINDOW: DayRange = { from: "2026-11-14", to: "2026-11-20" };

export interface ReadingInput {
  readonly metric?: Metric;
  readonly limit?: number;
  readonly range?: DayRange;
  readonly at?: number;
  readonly chance?: number | undefined;
  readonly totals?: Totals;
}

export function readingOf(input: ReadingInput = {}): Reading {
  const { metric = "cpa", limit = 48, range = WINDOW, at = NOW, totals = BAD } = input;
  const chance = "chance" in input ? input.chance : 0.0042;
  return { at, range, limit, chance, totals, value: metricOf(metric, totals) };
}

/** A week at a CPA of $88.10. */
const BAD: Totals = {
  spendMicros: 704_800_000n,
  impressions: 29_000,
  clicks: 1_140,
  conversions: 8,
  valueMicros: 1_980_000_000n,
};
const BEFORE: Totals = { ...BAD, spendMicros: 630_000_000n, clicks: 1_142, conversions: 16 };

export function alertOf(change: Partial<Alert> = {}): Alert {
  const daily = days("2026-11-07", "2026-11-20").map((day, index) => ({
    ...day,
    conversions: index < 7 ? day.conversions : day.conversions / 3,
  }));
  const why = explainChange("cpa", BAD, BEFORE);
  return {
    episodeId: 31,
    ruleId: 5,
    rule: RULE,
    campaign: {
      id: 7,
      name: "Brand Search US",
      platform: "google_ads",
      account: "Main",
      status: "active",
    },
    currency: "USD",
    zone: ZONE,
    target: { metric: "cpa", micros: 40_000_000n },
    phase: "firing",
    flapping: false,
    handling: UNTOUCHED,
    firedAt: NOW - 3 * DAY,
    over: undefined,
    firing: readingOf({ at: NOW - 3 * DAY, totals: { ...BAD, spendMicros: 736_000_000n } }),
    latest: readingOf(),
    spendPerDayMicros: 100_690_000n,
    why,
    movers: [
      { campaign: lineOf(0).campaign, effect: 3.1 },
      { campaign: lineOf(1).campaign, effect: -0.42 },
    ],
    daily,
    chartRange: { from: "2026-11-07", to: "2026-11-20" },
    freshness: FRESH,
    ...change,
  };
}

export function alertLineOf(index: number, change: Partial<AlertLine> = {}): AlertLine {
  const totals = { ...BAD, spendMicros: BAD.spendMicros * BigInt(index + 1) };
  const none = { ...totals, conversions: 0 };
  const latest = readingOf({ totals: index === 2 ? none : totals });
  return {
    episodeId: 31 + index,
    ruleName: index === 1 ? "ROAS under 2" : RULE.name,
    rule:
      index === 1
        ? {
            metric: "roas",
            when: { kind: "fixed", side: "below", limit: 2 },
            severity: "warning",
          }
        : RULE,
    campaign: lineOf(index % 4).campaign,
    currency: "USD",
    zone: ZONE,
    phase: "firing",
    flapping: false,
    handling: UNTOUCHED,
    firedAt: NOW - index * DAY,
    over: undefined,
    firing: latest,
    latest: index === 1 ? readingOf({ metric: "roas", limit: 3, totals }) : latest,
    spendPerDayMicros: totals.spendMicros / 7n,
    ...change,
  };
}

export function accountAlertOf(change: Partial<AccountAlert> = {}): AccountAlert {
  return {
    episodeId: 77,
    trouble: "tracking_broken",
    account: { name: "Main", platform: "google_ads", zone: ZONE },
    phase: "firing",
    handling: UNTOUCHED,
    firedAt: NOW - 2 * HOUR,
    resolvedAt: undefined,
    day: "2026-11-20",
    gap: undefined,
    rules: ["CPA over target", "ROAS under 2"],
    freshness: FRESH,
    ...change,
  };
}

export function totalsOf(from: string, to: string): Totals {
  return sumTotals(days(from, to));
}
