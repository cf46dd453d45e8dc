import type { Condition, Guards, Rule } from "./rule.ts";

const EVERY_MORNING = "0 9 * * *";

const GUARDS: Guards = {
  minSpendMicros: 0n,
  minClicks: 0,
  minConversions: 0,
  confidence: undefined,
};

const DAILY = {
  scope: { kind: "all" },
  guards: GUARDS,
  for: 1,
  recover: { margin: 0.1, for: 1 },
  remindEveryHours: undefined,
  severity: "warning",
  mention: [],
  schedule: EVERY_MORNING,
  timeZone: undefined,
  quietHours: undefined,
} as const;

/** What most teams want watched, for a workspace that has no rule yet. */
export function readyMadeRules(channel: string): Rule[] {
  return [
    {
      ...DAILY,
      channel,
      name: "CPA over target",
      metric: "cpa",
      when: { kind: "target", side: "above", factor: 1.2 },
      window: { days: 7, ignoreLastDays: 1 },
      guards: { ...GUARDS, confidence: 0.95 },
      for: 2,
      recover: { margin: 0.1, for: 2 },
      remindEveryHours: 72,
    },
    {
      ...DAILY,
      channel,
      name: "ROAS under target",
      metric: "roas",
      when: { kind: "target", side: "below", factor: 0.8 },
      window: { days: 7, ignoreLastDays: 1 },
      guards: { ...GUARDS, confidence: 0.95 },
      for: 2,
      recover: { margin: 0.1, for: 2 },
      remindEveryHours: 72,
    },
    {
      ...DAILY,
      channel,
      name: "Spend without conversions",
      metric: "conversions",
      when: { kind: "fixed", side: "below", limit: 1 },
      window: { days: 7, ignoreLastDays: 1 },
      guards: { ...GUARDS, minSpendMicros: 100_000_000n, minClicks: 50 },
      recover: { margin: 0, for: 1 },
    },
    {
      ...DAILY,
      channel,
      name: "Spend stopped",
      metric: "spend",
      when: { kind: "change", side: "below", by: 0.95, against: "same_weekdays" },
      window: { days: 1, ignoreLastDays: 0 },
      severity: "critical",
    },
    {
      ...DAILY,
      channel,
      name: "Spend far over the daily budget",
      metric: "spend",
      when: { kind: "budget", side: "above", factor: 1.5 },
      window: { days: 1, ignoreLastDays: 0 },
    },
    { ...pace(channel, "above"), name: "Month over budget" },
    { ...pace(channel, "below"), name: "Month under budget" },
  ];
}

/** The band narrows from 25 % at the start of the month to 1 % at its end. */
function pace(channel: string, side: Condition["side"]): Omit<Rule, "name"> {
  return {
    ...DAILY,
    channel,
    metric: "spend",
    when: { kind: "pace", side, startBand: 0.25, endBand: 0.01 },
    window: { days: 1, ignoreLastDays: 0 },
    recover: { margin: 0, for: 1 },
    for: 2,
  };
}
