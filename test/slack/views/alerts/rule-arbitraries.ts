import fc from "fast-check";

import type { RuleLine, RulePreview } from "../../../../src/domain/alerting/alert-notes.ts";
import {
  type Condition,
  REFERENCES,
  type Rule,
  type RuleScope,
  SEVERITIES,
  SIDES,
} from "../../../../src/domain/alerting/rule.ts";
import { addDays, type DayRange } from "../../../../src/domain/day.ts";
import { METRICS } from "../../../../src/domain/kpi.ts";
import { PLATFORMS } from "../../../../src/domain/platform.ts";
import { currency, day, hostileName, micros, zone } from "../arbitraries.ts";

export const instant = fc.integer({ min: 1.2e12, max: 2e12 });
export const maybe = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(one, { nil: undefined });

/** Anything but NaN: nothing, the smallest, the largest. */
export const figure = fc.oneof(
  fc.constantFrom(0, 1, -1, 1e18, 0.000001),
  fc.double({ min: -1e18, max: 1e18, noNaN: true }),
);
export const factor = fc.double({ min: 0.0001, max: 1000, noNaN: true });
export const count = fc.integer({ min: 0, max: 1e9 });
export const by = fc.oneof(fc.constantFrom("slack:U0MAYA", "cli:maria"), hostileName);

export const range: fc.Arbitrary<DayRange> = fc
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
  window: fc.record({
    days: fc.integer({ min: 1, max: 92 }),
    ignoreLastDays: count,
    settledOnly: maybe(fc.boolean()),
  }),
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

export const ruleLines: fc.Arbitrary<RuleLine[]> = fc
  .tuple(
    fc.array(
      fc.record({
        ruleId: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
        rule,
        zone,
        muted: maybe(fc.record({ by, at: instant, until: maybe(instant) })),
        nextTick: maybe(instant),
        open: count,
        channelTrouble: maybe(hostileName),
      }),
      { maxLength: 5 },
    ),
    fc.constantFrom(1, 1, 100),
  )
  .map(([some, times]) => Array.from({ length: times }, () => some).flat());

export const preview: fc.Arbitrary<RulePreview | "working" | { fault: string } | undefined> =
  fc.oneof(
    fc.constantFrom("working" as const, undefined),
    fc.record({ fault: hostileName }),
    fc.record({
      from: day,
      to: day,
      evaluations: count,
      notifications: count,
      fired: fc
        .array(fc.record({ at: instant, campaign: hostileName, currency, value: maybe(figure) }), {
          maxLength: 4,
        })
        .map((some) => [...some, ...some, ...some]),
    }),
  );
