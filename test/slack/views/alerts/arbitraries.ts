import fc from "fast-check";

import type { AlertNote } from "../../../../src/domain/alerting/alert-notes.ts";
import {
  ACCOUNT_TROUBLES,
  type AccountAlert,
  type Alert,
  type AlertLine,
  type Handling,
  type Reading,
} from "../../../../src/domain/alerting/alert.ts";
import type { ChangeExplanation } from "../../../../src/domain/alerting/explain-change.ts";
import {
  type Condition,
  REFERENCES,
  type Rule,
  type RuleScope,
  SEVERITIES,
  SIDES,
} from "../../../../src/domain/alerting/rule.ts";
import { addDays, type DayRange, eachDay } from "../../../../src/domain/day.ts";
import { METRICS } from "../../../../src/domain/kpi.ts";
import { PLATFORMS } from "../../../../src/domain/platform.ts";
import {
  currency,
  day,
  freshness,
  hostileName,
  label,
  micros,
  target,
  totals,
  zone,
} from "../arbitraries.ts";

export const instant = fc.integer({ min: 1.2e12, max: 2e12 });
const maybe = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(one, { nil: undefined });

/** Anything but NaN: nothing, the smallest, the largest. */
export const figure = fc.oneof(
  fc.constantFrom(0, 1, -1, 1e18, 0.000001),
  fc.double({ min: -1e18, max: 1e18, noNaN: true }),
);
const factor = fc.double({ min: 0.0001, max: 1000, noNaN: true });
const count = fc.integer({ min: 0, max: 1e9 });
const by = fc.oneof(fc.constantFrom("slack:U0MAYA", "cli:maria"), hostileName);
const range: fc.Arbitrary<DayRange> = fc
  .tuple(day, fc.integer({ min: 0, max: 91 }))
  .map(([from, length]) => ({ from, to: addDays(from, length) }));

export const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    kind: fc.constant("fixed" as const),
    side: fc.constantFrom(...SIDES),
    limit: figure,
  }),
  fc.record({ kind: fc.constant("target" as const), side: fc.constantFrom(...SIDES), factor }),
  fc.record({
    kind: fc.constant("change" as const),
    side: fc.constantFrom(...SIDES),
    by: factor,
    against: fc.constantFrom(...REFERENCES),
  }),
  fc.record({ kind: fc.constant("budget" as const), side: fc.constantFrom(...SIDES), factor }),
  fc.record({
    kind: fc.constant("pace" as const),
    side: fc.constantFrom(...SIDES),
    startBand: factor,
    endBand: factor,
  }),
);

export const scope: fc.Arbitrary<RuleScope> = fc.oneof(
  fc.constant({ kind: "all" as const }),
  fc.record({
    kind: fc.constant("campaigns" as const),
    names: fc
      .tuple(fc.array(hostileName, { minLength: 1, maxLength: 4 }), fc.constantFrom(1, 120))
      .map(([names, times]) => Array.from({ length: times }, () => names).flat()),
  }),
  fc.record({ kind: fc.constant("account" as const), name: hostileName }),
  fc.record({ kind: fc.constant("platform" as const), platform: fc.constantFrom(...PLATFORMS) }),
  fc.record({ kind: fc.constant("name" as const), pattern: hostileName }),
);

export const rule: fc.Arbitrary<Rule> = fc.record({
  name: hostileName,
  scope,
  metric: fc.constantFrom(...METRICS),
  when: condition,
  window: fc.record({ days: fc.integer({ min: 1, max: 92 }), ignoreLastDays: count }),
  guards: fc.record({
    minSpendMicros: micros,
    minClicks: count,
    minConversions: fc.oneof(count, fc.constant(0.5)),
    confidence: maybe(fc.double({ min: 0.5, max: 0.9999, noNaN: true })),
  }),
  for: fc.integer({ min: 1, max: 1000 }),
  recover: fc.record({
    margin: fc.double({ min: 0, max: 0.9, noNaN: true }),
    for: fc.integer({ min: 1, max: 1000 }),
  }),
  remindEveryHours: maybe(fc.double({ min: 0.01, max: 8760, noNaN: true })),
  severity: fc.constantFrom(...SEVERITIES),
  channel: fc.oneof(fc.constantFrom("#perf-alerts", "C0ALERTS", "D0MAYA"), hostileName),
  mention: fc.array(fc.oneof(fc.constantFrom("U0MAYA", "S0BUYERS", "W0ANA"), hostileName), {
    maxLength: 24,
  }),
  schedule: fc.oneof(fc.constantFrom("0 9 * * *", "*/15 * * * *", "5 4 1 * *"), hostileName),
  timeZone: maybe(fc.oneof(zone, hostileName)),
  quietHours: maybe(fc.constant({ from: "22:00", to: "07:00" })),
});

export const reading: fc.Arbitrary<Reading> = fc.record({
  at: instant,
  range,
  value: maybe(figure),
  limit: figure,
  totals,
  chance: maybe(fc.double({ min: 0, max: 1, noNaN: true })),
});

const deed = fc.record({ by, at: instant });
export const handling: fc.Arbitrary<Handling> = fc.record({
  acknowledged: maybe(deed),
  snoozed: maybe(fc.record({ by, at: instant, until: instant })),
  muted: maybe(fc.record({ by, at: instant, until: maybe(instant) })),
});

const over: fc.Arbitrary<Alert["over"]> = maybe(
  fc.record({ at: instant, how: fc.constantFrom("recovered" as const, "ended" as const) }),
);

const positive = fc.double({ min: 1e-9, max: 1e15, noNaN: true });
const why: fc.Arbitrary<ChangeExplanation> = fc.record({
  metric: fc.constantFrom("cpa" as const, "roas" as const),
  now: positive,
  before: positive,
  factors: fc.array(
    fc.record({
      metric: fc.constantFrom("cpc" as const, "cvr" as const, "aov" as const),
      now: positive,
      before: positive,
      logChange: fc.double({ min: -50, max: 50, noNaN: true }),
    }),
    { maxLength: 3 },
  ),
});

export const alert: fc.Arbitrary<Alert> = fc
  .record({
    episodeId: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
    ruleId: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
    rule,
    campaign: label,
    currency,
    zone,
    target,
    phase: fc.constantFrom("firing" as const, "resolved" as const),
    flapping: fc.boolean(),
    handling,
    firedAt: instant,
    over,
    firing: reading,
    latest: reading,
    spendPerDayMicros: micros,
    why: maybe(why),
    movers: fc.array(fc.record({ campaign: label, effect: figure }), { maxLength: 6 }),
    some: fc.array(totals, { maxLength: 9 }),
    chartRange: range,
    freshness,
  })
  .map(({ some, ...rest }) => ({
    ...rest,
    daily: eachDay(rest.chartRange).flatMap((one, index) => {
      const sums = some[index % Math.max(1, some.length)];
      return sums === undefined ? [] : [{ day: one, ...sums }];
    }),
  }));

export const alertLine: fc.Arbitrary<AlertLine> = fc.record({
  episodeId: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
  ruleName: hostileName,
  rule: fc.record({
    metric: fc.constantFrom(...METRICS),
    when: condition,
    severity: fc.constantFrom(...SEVERITIES),
  }),
  campaign: label,
  currency,
  zone,
  phase: fc.constantFrom("pending" as const, "firing" as const, "resolved" as const),
  flapping: fc.boolean(),
  handling,
  firedAt: instant,
  over,
  firing: reading,
  latest: reading,
  spendPerDayMicros: micros,
});

/** None, one, or up to 500, made of a few by repetition so that runs stay short. */
export const alertLines = fc
  .tuple(fc.array(alertLine, { maxLength: 5 }), fc.constantFrom(1, 1, 100))
  .map(([some, times]) => Array.from({ length: times }, () => some).flat());

export const accountAlert: fc.Arbitrary<AccountAlert> = fc.record({
  episodeId: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
  trouble: fc.constantFrom(...ACCOUNT_TROUBLES),
  account: fc.record({ name: hostileName, platform: fc.constantFrom(...PLATFORMS), zone }),
  phase: fc.constantFrom("firing" as const, "resolved" as const),
  handling,
  firedAt: instant,
  resolvedAt: maybe(instant),
  day: maybe(day),
  rules: fc.array(hostileName, { maxLength: 30 }),
  freshness,
});

export const note: fc.Arbitrary<AlertNote> = fc.oneof(
  fc.record({ kind: fc.constant("reminder" as const), reading, firedAt: instant }),
  fc.record({ kind: fc.constant("recovered" as const), reading }),
  fc.constant({ kind: "ended" as const }),
  fc.record({ kind: fc.constant("flapping" as const), reading }),
  fc.record({ kind: fc.constant("acknowledged" as const), by }),
  fc.record({ kind: fc.constant("snoozed" as const), by, until: instant }),
);

export const options = fc.record({
  now: instant,
  locale: fc.constantFrom("en-US", "de-DE", "ar-EG", "no such locale"),
});
