import fc from "fast-check";

import {
  BUDGET_KINDS,
  PRICING_MODELS,
  CAMPAIGN_STATUSES,
  type CampaignLabel,
  type Target,
} from "../../../src/domain/campaign.ts";
import { addDays, eachDay, precedingRange } from "../../../src/domain/day.ts";
import type { LoadReport } from "../../../src/domain/load.ts";
import { type Period, periodBetween } from "../../../src/domain/period.ts";
import { PLATFORMS } from "../../../src/domain/platform.ts";
import type { Ranged, Settled } from "../../../src/domain/settled.ts";
import {
  type CampaignLine,
  type CampaignSummary,
  type CurrencySummary,
  type DailyTotals,
  measure,
} from "../../../src/domain/summary.ts";
import { NO_TOTALS, type Totals } from "../../../src/domain/totals.ts";

/** Names as nobody would wish them: mentions, markup, marks of direction, emoji, thousands of characters. */
export const hostileName = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.string({ unit: "grapheme", maxLength: 60 }),
  fc.constantFrom(
    "",
    "<!channel> ```x``` *bold* _it_ ~s~ <@U123|you>",
    "`".repeat(3000),
    "<&>".repeat(1000),
    "👨‍👩‍👧‍👦".repeat(400),
    `a${"\u0301".repeat(3000)}`,
    "\u202E evil \u2066\n\r\t",
    "عربي ".repeat(700),
    "x".repeat(3000),
  ),
);

export const micros = fc.oneof(
  fc.constant(0n),
  fc.bigInt({ min: 0n, max: 10n ** 12n }),
  fc.bigInt({ min: -(10n ** 9n), max: 10n ** 18n }),
);
const count = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 1_000_000_000 }));

export const totals: fc.Arbitrary<Totals> = fc.oneof(
  fc.constant(NO_TOTALS),
  fc.record({
    spendMicros: micros,
    impressions: count,
    clicks: count,
    conversions: fc.oneof(
      count,
      fc.integer({ min: 0, max: 1e6 }).map((n) => n / 1000),
    ),
    valueMicros: micros,
  }),
);

export const target: fc.Arbitrary<Target | undefined> = fc.option(
  fc.oneof(
    fc.record({ metric: fc.constant("cpa" as const), micros }),
    fc.record({
      metric: fc.constant("roas" as const),
      ratio: fc.double({ min: 0, max: 1000, noNaN: true }),
    }),
  ),
  { nil: undefined },
);

export const currency = fc.constantFrom("USD", "EUR", "JPY", "KWD", "XAF");
export const zone = fc.constantFrom("America/New_York", "Europe/Berlin", "Pacific/Kiritimati");
export const day = fc.integer({ min: 0, max: 3000 }).map((days) => addDays("2020-01-01", days));
export const label: fc.Arbitrary<CampaignLabel> = fc.record({
  id: fc.integer({ min: 1, max: 1e9 }),
  name: hostileName,
  platform: fc.constantFrom(...PLATFORMS),
  account: hostileName,
  status: fc.constantFrom(...CAMPAIGN_STATUSES),
});

export const period: fc.Arbitrary<Period> = fc
  .tuple(day, fc.oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 900 })))
  .map(([from, days]) => periodBetween(from, addDays(from, days)));

export const freshness = fc.record({
  lastDay: fc.option(day, { nil: undefined }),
  loadedAt: fc.option(fc.integer({ min: 0, max: 2e12 }), { nil: undefined }),
});

export const now = fc.integer({ min: 1.5e12, max: 2e12 });

function daysOf({ from, to }: Period, some: readonly Totals[]): DailyTotals[] {
  return eachDay({ from, to }).flatMap((one, index) => {
    const sums = some[index % Math.max(1, some.length)];
    return sums === undefined ? [] : [{ day: one, ...sums }];
  });
}

const share = fc.double({ min: 0, max: 1, noNaN: true });
const ranged: fc.Arbitrary<Ranged> = fc
  .tuple(fc.double({ min: 0, max: 1e15, noNaN: true }), share, share)
  .map(([figure, down, up]) => ({ figure, low: figure * down, high: figure * (1 + up) }));

const settled: fc.Arbitrary<Settled> = fc.record({
  basis: fc.constantFrom("learnt" as const, "platform" as const),
  through: day,
  unsettledDays: fc.integer({ min: 0, max: 900 }),
  share,
  corrected: fc.option(
    fc.record({
      conversions: ranged,
      value: fc.option(ranged, { nil: undefined }),
      cpa: fc.option(ranged, { nil: undefined }),
      roas: fc.option(ranged, { nil: undefined }),
    }),
    { nil: undefined },
  ),
});

export const campaignSummary: fc.Arbitrary<CampaignSummary> = fc
  .record({
    campaign: label,
    period,
    currency,
    zone,
    target,
    dailyBudgetMicros: fc.option(micros, { nil: undefined }),
    budgetKind: fc.option(fc.constantFrom(...BUDGET_KINDS), { nil: undefined }),
    pricing: fc.option(fc.constantFrom(...PRICING_MODELS), { nil: undefined }),
    learning: fc.option(fc.boolean(), { nil: undefined }),
    budgetLostShare: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: undefined }),
    before: totals,
    some: fc.array(totals, { maxLength: 9 }),
    grain: fc.constantFrom("day" as const, "period" as const),
    settled: fc.option(settled, { nil: undefined }),
    freshness,
    firstParty: fc.option(
      fc.record({ conversions: fc.nat(), valueMicros: micros, uncounted: fc.nat() }),
      { nil: undefined },
    ),
  })
  .map(({ before, some, ...rest }) => {
    const daily = daysOf(rest.period, some);
    return {
      ...rest,
      current: measure(daily),
      previous: { ...measure([before]), range: precedingRange(rest.period) },
      daily: rest.grain === "day" ? daily : [],
    };
  });

export const campaignLine: fc.Arbitrary<CampaignLine> = fc
  .record({ campaign: label, target, now: totals, before: totals })
  .map(({ now: current, before, ...rest }) => ({
    ...rest,
    ...measure([current]),
    previous: measure([before]),
  }));

/** Up to 500 campaigns, made of a few by repetition so that runs stay short. */
const lines = fc
  .tuple(fc.array(campaignLine, { maxLength: 6 }), fc.constantFrom(1, 3, 84))
  .map(([some, times]) => Array.from({ length: times }, () => some).flat());

export const currencySummary: fc.Arbitrary<CurrencySummary> = fc
  .record({
    currency,
    period,
    accounts: fc.array(
      fc.record({
        name: hostileName,
        platform: fc.constantFrom(...PLATFORMS),
        zone,
        range: period,
        freshness,
      }),
      { maxLength: 12 },
    ),
    before: totals,
    some: fc.array(totals, { maxLength: 9 }),
    campaigns: lines,
    more: fc.nat(1000),
    freshness,
  })
  .map(({ before, some, more, ...rest }) => {
    const daily = daysOf(rest.period, some);
    return {
      ...rest,
      daily,
      current: measure(daily),
      previous: { ...measure([before]), range: precedingRange(rest.period) },
      campaignCount: rest.campaigns.length === 0 ? 0 : rest.campaigns.length + more,
    };
  });

export const loadReport: fc.Arbitrary<LoadReport> = fc.record({
  file: hostileName,
  outcome: fc.constantFrom("stored", "preview", "refused"),
  platform: fc.constantFrom(...PLATFORMS),
  account: hostileName,
  currency: fc.option(currency, { nil: undefined }),
  zone,
  grain: fc.constantFrom("day", "period"),
  rows: fc.record({ read: count, accepted: count, rejected: count }),
  campaigns: count,
  days: fc.option(period, { nil: undefined }),
  totals,
  platformTotal: fc.option(fc.record({ spendMicros: micros, differenceMicros: micros }), {
    nil: undefined,
  }),
  errors: fc.array(
    fc.record({
      line: fc.option(count),
      column: fc.option(hostileName),
      message: hostileName,
    }),
    { maxLength: 30 },
  ),
  warnings: fc.array(hostileName, { maxLength: 20 }),
  alreadyImported: fc.boolean(),
  accountChanged: fc.boolean(),
  revised: count,
});
