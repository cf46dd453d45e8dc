import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { addDays, daysIn, eachDay } from "../../src/domain/day.ts";
import { kpisOf } from "../../src/domain/kpi.ts";
import { measure, within } from "../../src/domain/summary.ts";
import { NO_TOTALS, sumTotals } from "../../src/domain/totals.ts";
import { leadMetric, MAX_POINTS, trendOf } from "../../src/domain/trend.ts";
import { draws } from "../support/draws.ts";
import { dayRange, totals } from "./arbitraries.ts";

const NO_TARGET = { target: undefined };

describe("trendOf", () => {
  test("has at most twenty points, of equal whole days, the newest at the range's end", () => {
    fc.assert(
      fc.property(dayRange, (range) => {
        const { points, bucketDays } = trendOf("cpa", [], { range, ...NO_TARGET });
        expect(points.length).toBeGreaterThan(0);
        expect(points.length).toBeLessThanOrEqual(MAX_POINTS);
        expect(points.at(-1)?.range.to).toBe(range.to);
        expect(points.map((point) => daysIn(point.range))).toEqual(points.map(() => bucketDays));
        expect(points[0] !== undefined && points[0].range.from >= range.from).toBe(true);
        const begins = points.slice(1).map((point) => point.range.from);
        expect(begins).toEqual(points.slice(0, -1).map((point) => addDays(point.range.to, 1)));
      }),
    );
  });

  test("leaves out fewer days than a bucket has", () => {
    fc.assert(
      fc.property(dayRange, (range) => {
        const { points, bucketDays } = trendOf("cpa", [], { range, ...NO_TARGET });
        expect(daysIn(range) - points.length * bucketDays).toBeLessThan(bucketDays);
      }),
    );
  });

  test("a point's ratio is of its days' sums", () => {
    const series = fc.array(totals, { minLength: 1, maxLength: 90 });
    fc.assert(
      fc.property(series, (all) => {
        const range = { from: "2026-01-01", to: addDays("2026-01-01", all.length - 1) };
        const days = eachDay(range);
        const daily = all.map((sums, index) => ({ ...sums, day: days[index] ?? range.to }));
        for (const point of trendOf("cpa", daily, { range, ...NO_TARGET }).points) {
          const inside = daily.filter(({ day }) => within([{ day }], point.range).length === 1);
          expect(point.value).toBe(kpisOf(sumTotals(inside)).cpa);
        }
      }),
      draws(50),
    );
  });

  test("adds up before it divides", () => {
    const range = { from: "2026-01-01", to: "2026-02-09" };
    const daily = [
      { ...NO_TOTALS, day: "2026-02-08", spendMicros: 100_000_000n, conversions: 1 },
      { ...NO_TOTALS, day: "2026-02-09", spendMicros: 10_000_000n, conversions: 10 },
    ];

    const trend = trendOf("cpa", daily, { range, ...NO_TARGET });

    expect(trend.bucketDays).toBe(2);
    expect(trend.points).toHaveLength(20);
    expect(trend.points.at(-1)?.value).toBe(10);
  });

  test("has no value where a day has no numbers or no denominator", () => {
    const range = { from: "2026-01-01", to: "2026-01-03" };
    const daily = [
      { ...NO_TOTALS, day: "2026-01-01", spendMicros: 5_000_000n, conversions: 1 },
      { ...NO_TOTALS, day: "2026-01-03", spendMicros: 5_000_000n },
    ];

    const { points } = trendOf("cpa", daily, { range, ...NO_TARGET });

    expect(points.map(({ value }) => value)).toEqual([5, undefined, undefined]);
  });

  test.for([
    ["cpa", { metric: "cpa", micros: 40_500_000n }, 40.5],
    ["roas", { metric: "roas", ratio: 3.2 }, 3.2],
    ["roas", { metric: "cpa", micros: 40_000_000n }, undefined],
    ["cpa", undefined, undefined],
  ] as const)("a trend of %s with target %o has the line %s", ([metric, target, line]) => {
    const range = { from: "2026-01-01", to: "2026-01-07" };

    expect(trendOf(metric, [], { range, target }).target).toBe(line);
  });
});

test.for([
  [{ metric: "cpa", micros: 1n }, 5n, "cpa"],
  [{ metric: "roas", ratio: 2 }, 0n, "roas"],
  [undefined, 5n, "roas"],
  [undefined, 0n, "cpa"],
] as const)("with target %o and value %d the lead metric is %s", ([target, valueMicros, lead]) => {
  expect(leadMetric(target, { valueMicros })).toBe(lead);
});

test("what is measured is the sums and the ratios of the same sums", () => {
  fc.assert(
    fc.property(fc.array(totals), (all) => {
      const measured = measure(all);
      expect(measured.totals).toEqual(sumTotals(all));
      expect(measured.kpis).toEqual(kpisOf(measured.totals));
    }),
  );
});

test("within keeps both ends of a range and nothing beyond", () => {
  const days = eachDay({ from: "2026-01-01", to: "2026-01-31" }).map((day) => ({ day }));

  expect(within(days, { from: "2026-01-30", to: "2026-02-02" })).toEqual([
    { day: "2026-01-30" },
    { day: "2026-01-31" },
  ]);
});
