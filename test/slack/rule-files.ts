import fc from "fast-check";

import {
  type Condition,
  REFERENCES,
  type Rule,
  type RuleScope,
  SEVERITIES,
  SIDES,
} from "../../src/domain/alerting/rule.ts";
import { METRICS } from "../../src/domain/kpi.ts";
import { majorUnits } from "../../src/domain/money.ts";
import { PLATFORMS } from "../../src/domain/platform.ts";
import { hostileName } from "./views/arbitraries.ts";

const share = fc.oneof(
  fc.constantFrom(0.3, 0.1, 0.07, 0.29, 1),
  fc.double({ min: 1e-9, max: 1, noNaN: true }),
);
const factor = fc.double({ min: 1e-9, max: 1000, noNaN: true });
const side = fc.constantFrom(...SIDES);
const text = hostileName.filter((one) => one !== "");

const when: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    kind: fc.constant("fixed" as const),
    side,
    limit: fc.double({ min: 0, max: 1e15, noNaN: true }).map((limit) => limit + 0),
  }),
  fc.record({ kind: fc.constant("target" as const), side, factor }),
  fc.record({
    kind: fc.constant("change" as const),
    side,
    by: share,
    against: fc.constantFrom(...REFERENCES),
  }),
  fc.record({ kind: fc.constant("budget" as const), side, factor }),
  fc.record({ kind: fc.constant("pace" as const), side, startBand: share, endBand: share }),
);

const scope: fc.Arbitrary<RuleScope> = fc.oneof(
  fc.constant({ kind: "all" as const }),
  fc.record({
    kind: fc.constant("campaigns" as const),
    names: fc.array(fc.oneof(text, fc.constantFrom("Brand US", "Brand, UK", " blank ")), {
      minLength: 1,
      maxLength: 6,
    }),
  }),
  fc.record({ kind: fc.constant("account" as const), name: text }),
  fc.record({ kind: fc.constant("platform" as const), platform: fc.constantFrom(...PLATFORMS) }),
  fc.record({ kind: fc.constant("name" as const), pattern: text }),
);

const users = fc.array(fc.constantFrom("U0MAYA", "W0ANA"), { maxLength: 3 });
const groups = fc.array(fc.constantFrom("S0BUYERS", "S0LEADS"), { maxLength: 3 });
const count = fc.integer({ min: 0, max: 1e9 });

/** Any rule that a rule file may hold. */
export const fileableRule: fc.Arbitrary<Rule> = fc.record({
  name: text.map((name) => name.trim().slice(0, 150).trim() || "CPA"),
  scope,
  metric: fc.constantFrom(...METRICS),
  when,
  window: fc.record(
    {
      days: fc.integer({ min: 1, max: 92 }),
      ignoreLastDays: fc.integer({ min: 0, max: 92 }),
      settledOnly: fc.constant(true),
    },
    { requiredKeys: ["days", "ignoreLastDays"] },
  ),
  guards: fc.record({
    minSpendMicros: fc.integer({ min: 0, max: 1e9 }).map((cents) => BigInt(cents) * 10_000n),
    minClicks: count,
    minConversions: fc.oneof(count, fc.constant(0.5)),
    confidence: fc.option(fc.oneof(fc.constantFrom(0.9, 0.95, 0.99), fc.constant(0.973)), {
      nil: undefined,
    }),
  }),
  for: fc.integer({ min: 1, max: 1000 }),
  recover: fc.record({
    margin: fc.double({ min: 0, max: 0.9, noNaN: true }).map((margin) => margin + 0),
    for: fc.integer({ min: 1, max: 1000 }),
  }),
  remindEveryHours: fc.option(fc.constantFrom(0.5, 24, 8760), { nil: undefined }),
  severity: fc.constantFrom(...SEVERITIES),
  channel: fc.constantFrom("#perf-alerts", "C0ALERTS", "G0PRIVATE", "D0MAYA"),
  mention: fc.tuple(users, groups).map(([some, others]) => [...some, ...others]),
  schedule: fc.constantFrom("0 9 * * *", "*/15 * * * *", "5 4 1 * *"),
  timeZone: fc.option(fc.constantFrom("Europe/Berlin", "UTC"), { nil: undefined }),
  quietHours: fc.option(fc.constant({ from: "22:00", to: "07:30" }), { nil: undefined }),
});

/** The rule file of a rule, as the form writes it: what has its default is left out or said alike. */
export function fileOf(one: Rule): unknown {
  const { guards, quietHours, remindEveryHours, timeZone, recover } = one;
  return {
    name: one.name,
    scope: scopeFile(one.scope),
    metric: one.metric,
    when: whenFile(one.when),
    window: one.window,
    guards: {
      ...(guards.minSpendMicros === 0n ? {} : { minSpend: majorUnits(guards.minSpendMicros) }),
      ...(guards.minClicks === 0 ? {} : { minClicks: guards.minClicks }),
      ...(guards.minConversions === 0 ? {} : { minConversions: guards.minConversions }),
      ...(guards.confidence === undefined ? {} : { confidence: guards.confidence }),
    },
    for: one.for,
    recover,
    ...(remindEveryHours === undefined ? {} : { remindEveryHours }),
    severity: one.severity,
    channel: one.channel,
    mention: one.mention,
    schedule: one.schedule,
    ...(timeZone === undefined ? {} : { timezone: timeZone }),
    ...(quietHours === undefined ? {} : { quietHours }),
  };
}

function scopeFile(of: RuleScope): unknown {
  switch (of.kind) {
    case "all":
      return { all: true };
    case "campaigns":
      return { campaigns: of.names };
    case "account":
      return { account: of.name };
    case "platform":
      return { platform: of.platform };
    case "name":
      return { nameMatches: of.pattern };
  }
}

function whenFile(of: Condition): unknown {
  const above = of.side === "above";
  switch (of.kind) {
    case "fixed":
      return { [of.side]: of.limit };
    case "target":
      return { [above ? "aboveTarget" : "belowTarget"]: of.factor };
    case "change":
      return { [above ? "risesBy" : "fallsBy"]: of.by, against: of.against };
    case "budget":
      return { [above ? "aboveBudget" : "belowBudget"]: of.factor };
    case "pace":
      return { [above ? "overPace" : "underPace"]: { from: of.startBand, to: of.endBand } };
  }
}
