import fc from "fast-check";

import type { AlertNote, QuietReasons } from "../../../../src/domain/alerting/alert-notes.ts";
import {
  ACCOUNT_TROUBLES,
  type AccountAlert,
  type Alert,
  type AlertLine,
  type Handling,
  type Reading,
} from "../../../../src/domain/alerting/alert.ts";
import { PHASES } from "../../../../src/domain/alerting/episode.ts";
import type { ChangeExplanation } from "../../../../src/domain/alerting/explain-change.ts";
import { SEVERITIES } from "../../../../src/domain/alerting/rule.ts";
import type { Verdict } from "../../../../src/domain/alerting/verdict.ts";
import { PRICING_MODELS } from "../../../../src/domain/campaign.ts";
import { eachDay } from "../../../../src/domain/day.ts";
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
import { by, condition, figure, instant, maybe, range, rule } from "./rule-arbitraries.ts";

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
  gap: fc.option(
    fc.record({
      range: fc.constant({ from: "2026-11-13", to: "2026-11-19" }),
      platform: fc.double({ min: 0, max: 1e9, noNaN: true }),
      firstParty: fc.nat(),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
    { nil: undefined },
  ),
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
  source: maybe(
    fc.record({
      name: hostileName,
      fault: maybe(fc.record({ message: hostileName, next: hostileName })),
    }),
  ),
});

export const note: fc.Arbitrary<AlertNote> = fc.oneof(
  fc.record({ kind: fc.constant("reminder" as const), reading, firedAt: instant }),
  fc.record({ kind: fc.constant("recovered" as const), reading }),
  fc.constant({ kind: "ended" as const }),
  fc.record({ kind: fc.constant("flapping" as const), reading }),
  fc.record({ kind: fc.constant("acknowledged" as const), by }),
  fc.record({ kind: fc.constant("snoozed" as const), by, until: instant }),
);

const verdict: fc.Arbitrary<Verdict> = fc.oneof(
  fc.record({
    kind: fc.constant("ok" as const),
    value: figure,
    limit: figure,
    recovered: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant("breach" as const),
    value: maybe(figure),
    limit: figure,
    chance: maybe(figure),
  }),
  fc.record({
    kind: fc.constant("withheld" as const),
    because: fc.constantFrom(
      "min_spend" as const,
      "min_clicks" as const,
      "min_conversions" as const,
      "undefined_ratio" as const,
      "not_sure" as const,
      "no_reference" as const,
      "no_value" as const,
      "missing_days" as const,
      "tracking_broken" as const,
    ),
    value: maybe(figure),
    limit: maybe(figure),
    chance: maybe(figure),
  }),
  fc.record({
    kind: fc.constant("ended" as const),
    because: fc.constantFrom("no_limit" as const, "no_days" as const),
  }),
  fc.record({
    kind: fc.constant("ended" as const),
    because: fc.constant("contracted" as const),
    pricing: fc.constantFrom(...PRICING_MODELS),
  }),
);

export const quietReasons: fc.Arbitrary<QuietReasons> = fc.record({
  campaign: label,
  currency,
  zone,
  lastDay: maybe(day),
  rules: fc
    .tuple(
      fc.array(
        fc.record({
          ruleId: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
          rule,
          window: maybe(range.map((one) => ({ range: one, reference: [], month: undefined }))),
          verdict: maybe(verdict),
          totals: maybe(totals),
          chance: maybe(fc.double({ min: 0, max: 1, noNaN: true })),
          missingDays: fc.nat(92),
          phase: fc.constantFrom(...PHASES),
          breaches: fc.nat(),
          episodeId: maybe(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER })),
          handling,
          nextTick: maybe(instant),
        }),
        { maxLength: 5 },
      ),
      fc.constantFrom(1, 1, 100),
    )
    .map(([some, times]) => Array.from({ length: times }, () => some).flat()),
  elsewhere: fc.array(hostileName, { maxLength: 20 }),
});

export const options = fc.record({
  now: instant,
  locale: fc.constantFrom("en-US", "de-DE", "ar-EG", "no such locale"),
});
