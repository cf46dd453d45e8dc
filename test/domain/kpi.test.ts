import fc from "fast-check";
import { describe, expect, test } from "vitest";

import {
  betterWhen,
  kpisOf,
  METRICS,
  metricOf,
  metricUnit,
  relativeChange,
} from "../../src/domain/kpi.ts";
import { NO_TOTALS, type Totals } from "../../src/domain/totals.ts";
import { totals } from "./arbitraries.ts";

const SAMPLE: Totals = {
  spendMicros: 50_000_000n,
  impressions: 10_000,
  clicks: 200,
  conversions: 2.5,
  valueMicros: 125_000_000n,
};

describe("metricOf", () => {
  test.for([
    ["cpa", 20],
    ["roas", 2.5],
    ["ctr", 0.02],
    ["cvr", 0.0125],
    ["cpc", 0.25],
    ["cpm", 5],
    ["aov", 50],
    ["spend", 50],
    ["value", 125],
    ["impressions", 10_000],
    ["clicks", 200],
    ["conversions", 2.5],
  ] as const)("%s of the sample is %d", ([metric, expected]) => {
    expect(metricOf(metric, SAMPLE)).toBeCloseTo(expected, 12);
  });

  test.for([
    ["cpa", { conversions: 0 }],
    ["aov", { conversions: 0 }],
    ["roas", { spendMicros: 0n }],
    ["ctr", { impressions: 0 }],
    ["cpm", { impressions: 0 }],
    ["cvr", { clicks: 0 }],
    ["cpc", { clicks: 0 }],
  ] as const)("%s is undefined when %o", ([metric, change]) => {
    expect(metricOf(metric, { ...SAMPLE, ...change })).toBeUndefined();
  });

  test("no ratio of nothing is a number, and every sum of nothing is zero", () => {
    const all = METRICS.map((metric) => metricOf(metric, NO_TOTALS));

    expect(all).toEqual([...Array.from({ length: 7 }, () => undefined), 0, 0, 0, 0, 0]);
  });

  test("is never infinite and never NaN", () => {
    fc.assert(
      fc.property(totals, fc.constantFrom(...METRICS), (sums, metric) => {
        const value = metricOf(metric, sums);
        expect(value === undefined || Number.isFinite(value)).toBe(true);
      }),
    );
  });
});

test("a ratio is of the sums, not a mean of ratios", () => {
  const { cpa } = kpisOf({ ...NO_TOTALS, spendMicros: 110_000_000n, conversions: 11 });

  expect(cpa).toBe(10);
});

test("units and directions of every metric", () => {
  expect(METRICS.map((metric) => [metric, metricUnit(metric), betterWhen(metric)])).toEqual([
    ["cpa", "money", "lower"],
    ["roas", "multiple", "higher"],
    ["ctr", "percent", "higher"],
    ["cvr", "percent", "higher"],
    ["cpc", "money", "lower"],
    ["cpm", "money", "lower"],
    ["aov", "money", "higher"],
    ["spend", "money", "neither"],
    ["impressions", "count", "higher"],
    ["clicks", "count", "higher"],
    ["conversions", "count", "higher"],
    ["value", "money", "higher"],
  ]);
});

test.for([
  [125, 100, 0.25],
  [75, 100, -0.25],
  [0, 100, -1],
  [-50, -100, 0.5],
  [100, 0, undefined],
  [undefined, 100, undefined],
  [100, undefined, undefined],
] as const)("the change to %s from %s is %s", ([now, before, expected]) => {
  expect(relativeChange(now, before)).toBe(expected);
});
