import { describe, expect, test } from "vitest";

import {
  chanceAtLimit,
  chanceOfChange,
  type Sample,
} from "../../../src/domain/alerting/evidence.ts";
import { type Metric, SUM_NAMES } from "../../../src/domain/kpi.ts";

const NONE: Sample = { spend: 0, impressions: 0, clicks: 0, conversions: 0, value: 0 };
const RATIOS = ["cpa", "roas", "ctr", "cvr", "cpc", "cpm", "aov"] as const;

function atLimit(
  metric: Metric,
  side: "above" | "below",
  given: Partial<Sample> & { limit: number; valueCv?: number; valuePerConversion?: number },
) {
  const { limit, valueCv, valuePerConversion, ...sums } = given;
  const sample = { ...NONE, ...sums };
  return chanceAtLimit({ metric, side, limit, sample, valueCv, valuePerConversion });
}

describe("a CPA limit", () => {
  test.for([
    [0.05, 2.995732],
    [0.1, 2.302585],
  ] as const)("no conversion is evidence at %d from %d limits of spend on", ([alpha, limits]) => {
    const short = atLimit("cpa", "above", { limit: 58, spend: 58 * (limits - 1e-5) });
    const enough = atLimit("cpa", "above", { limit: 58, spend: 58 * (limits + 1e-5) });

    expect(short).toBeGreaterThan(alpha);
    expect(enough).toBeLessThan(alpha);
  });

  test.for([
    // 10 where 20 are expected; 2.5 where 4 are; 100 where 80 are.
    ["above", 1000, 50, 10, 0.0108117188267],
    ["above", 200, 50, 2.5, 0.332593902599],
    ["below", 4000, 50, 100, 0.0171083130351],
    ["above", 0, 50, 0, 1],
    ["below", 0, 50, 0, 1],
  ] as const)(
    "%s: %d at a limit of %d with %d conversions",
    ([side, spend, limit, n, expected]) => {
      expect(atLimit("cpa", side, { spend, limit, conversions: n })).toBeCloseTo(expected, 10);
    },
  );
});

describe("the other limits", () => {
  test.for([
    ["cpc", "above", { spend: 20, limit: 1, clicks: 10 }, 0.0108117188267],
    ["cpc", "below", { spend: 80, limit: 1, clicks: 100 }, 0.0171083130351],
    // 12 a thousand: 240 buys 20,000 impressions.
    ["cpm", "above", { spend: 0.24, limit: 12, impressions: 10 }, 0.0108117188267],
    ["ctr", "below", { impressions: 10, clicks: 3, limit: 0.3 }, 0.6496107184],
    ["ctr", "above", { impressions: 10, clicks: 3, limit: 0.3 }, 0.6172172136],
    ["cvr", "below", { clicks: 10, conversions: 2.5, limit: 0.3 }, 0.519251402167],
    // More conversions than clicks (views convert too) are as many as there can be.
    ["cvr", "above", { clicks: 10, conversions: 14, limit: 0.9 }, 0.3486784401],
    ["ctr", "above", { impressions: 10, clicks: 3, limit: 1.5 }, 1],
    // No scatter: the CPA test at 50, for every conversion is worth 100 and two are wanted of each 100.
    [
      "roas",
      "below",
      { spend: 1000, value: 1000, conversions: 10, limit: 2, valueCv: 0 },
      0.0108117188267,
    ],
    // Twice the quantum: 5 effective conversions where 10 are expected.
    [
      "roas",
      "below",
      { spend: 1000, value: 1000, conversions: 10, limit: 2, valueCv: 1 },
      0.067085962879,
    ],
    ["roas", "below", { spend: 1000, value: 1000, conversions: 10, limit: 2 }, 0.067085962879],
    // Nothing sold; the account's orders are worth 100, so 6 effective ones are missing.
    [
      "roas",
      "below",
      { spend: 600, limit: 2, valueCv: 1, valuePerConversion: 100 },
      0.00247875217667,
    ],
    ["roas", "below", { spend: 600, limit: 2, valueCv: 1 }, 1],
    ["roas", "below", { spend: 600, limit: 2, conversions: 3, valueCv: 1 }, 1],
    // Two standard errors below: 16 orders of 50 where 100 are wanted, sd = mean = 100.
    ["aov", "below", { value: 800, conversions: 16, limit: 100, valueCv: 1 }, 0.0227501319482],
    ["aov", "above", { value: 3200, conversions: 16, limit: 100, valueCv: 1 }, 0.0227501319482],
    ["aov", "above", { value: 800, conversions: 16, limit: 100, valueCv: 1 }, 0.977249868052],
    ["aov", "above", { value: 0, conversions: 0, limit: 100, valueCv: 1 }, 1],
    ["aov", "above", { value: 201, conversions: 2, limit: 100, valueCv: 0 }, 0],
    ["aov", "above", { value: 200, conversions: 2, limit: 100, valueCv: 0 }, 1],
  ] as const)("%s %s %o: %d", ([metric, side, given, expected]) => {
    expect(atLimit(metric, side, given)).toBeCloseTo(expected, 9);
  });

  test.for(SUM_NAMES)("%s is a sum: nothing to be unsure about", (metric) => {
    const question = { metric, side: "above", sample: NONE, valueCv: 1 } as const;

    expect(chanceAtLimit({ ...question, limit: 5 })).toBeUndefined();
    expect(chanceOfChange({ ...question, factor: 1.3, before: NONE })).toBeUndefined();
  });

  test.for(RATIOS)("%s: no data and no limit say nothing", (metric) => {
    for (const side of ["above", "below"] as const) {
      expect(atLimit(metric, side, { limit: 2 })).toBe(1);
      expect(atLimit(metric, side, { ...SAMPLE, limit: 0 })).toBe(1);
      expect(atLimit(metric, side, { ...SAMPLE, limit: Number.NaN })).toBe(1);
    }
  });
});

const SAMPLE: Sample = {
  spend: 500,
  impressions: 40_000,
  clicks: 800,
  conversions: 10,
  value: 1500,
};

describe("a change", () => {
  function ofChange(
    metric: Metric,
    side: "above" | "below",
    given: { sample: Partial<Sample>; before: Partial<Sample>; factor: number; valueCv?: number },
  ) {
    return chanceOfChange({
      metric,
      side,
      factor: given.factor,
      sample: { ...NONE, ...given.sample },
      before: { ...NONE, ...given.before },
      valueCv: given.valueCv,
    });
  }

  test.for([
    // Przyborowski & Wilenski: 3 of 13 at a chance of a half.
    [
      "cpa",
      "above",
      1,
      { spend: 100, conversions: 3 },
      { spend: 100, conversions: 10 },
      0.046142578125,
    ],
    [
      "cpa",
      "below",
      1,
      { spend: 100, conversions: 10 },
      { spend: 100, conversions: 3 },
      0.046142578125,
    ],
    // At 1.5 times the earlier CPA 300 buys what 200 bought: a chance of a half again.
    [
      "cpa",
      "above",
      1.5,
      { spend: 300, conversions: 3 },
      { spend: 200, conversions: 10 },
      0.046142578125,
    ],
    ["cpc", "above", 1.5, { spend: 300, clicks: 3 }, { spend: 200, clicks: 10 }, 0.046142578125],
    [
      "cpm",
      "above",
      1.5,
      { spend: 300, impressions: 3 },
      { spend: 200, impressions: 10 },
      0.046142578125,
    ],
    [
      "ctr",
      "below",
      0.5,
      { impressions: 200, clicks: 3 },
      { impressions: 100, clicks: 10 },
      0.046142578125,
    ],
    [
      "cvr",
      "below",
      0.5,
      { clicks: 200, conversions: 3 },
      { clicks: 100, conversions: 10 },
      0.046142578125,
    ],
    // Value in quanta of 40, by twos.
    [
      "roas",
      "below",
      1,
      { spend: 100, conversions: 6, value: 120 },
      { spend: 100, conversions: 20, value: 400 },
      0.046142578125,
    ],
    // 20 orders of 100 against 20 of 50: the difference of 50 is 100 ÷ √10 · 1.58.
    [
      "aov",
      "below",
      1,
      { conversions: 20, value: 1000 },
      { conversions: 20, value: 2000 },
      0.0569231490033,
    ],
    ["aov", "above", 2, { conversions: 20, value: 2000 }, { conversions: 20, value: 1000 }, 0.5],
    ["cpa", "above", 1.3, { spend: 100 }, { spend: 100 }, 1],
    ["cpa", "above", 1.3, { spend: 100 }, {}, 1],
    ["cpa", "above", 0, { spend: 100 }, { spend: 100, conversions: 10 }, 1],
    ["roas", "below", 0.7, { spend: 100 }, { spend: 100 }, 1],
    ["aov", "above", 1.3, { value: 100, conversions: 1 }, {}, 1],
  ] as const)(
    "%s %s %d × before: %o after %o",
    ([metric, side, factor, sample, before, expected]) => {
      expect(ofChange(metric, side, { factor, sample, before, valueCv: 1 })).toBeCloseTo(
        expected,
        9,
      );
    },
  );

  test("is judged like a fixed limit once the earlier stretch is long", () => {
    const sample = { spend: 1000, conversions: 10 };
    const before = { spend: 4e7, conversions: 1e6 };

    expect(ofChange("cpa", "above", { sample, before, factor: 1.25 })).toBeCloseTo(
      atLimit("cpa", "above", { ...sample, limit: 50 }) ?? 0,
      4,
    );
  });
});
