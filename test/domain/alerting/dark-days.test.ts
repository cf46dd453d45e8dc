import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { darkDays } from "../../../src/domain/alerting/dark-days.ts";
import { addDays } from "../../../src/domain/day.ts";
import { NO_TOTALS } from "../../../src/domain/totals.ts";

const FIRST = "2026-10-01";

/** Days of 100 spent each; a number is a day's conversions, a pair is conversions and spend, undefined a missing day. */
function dark(
  days: readonly (number | readonly [conversions: number, spend: number] | undefined)[],
) {
  const daily = days.flatMap((one, index) => {
    if (one === undefined) return [];
    const [conversions, spend] = typeof one === "number" ? ([one, 100] as const) : one;
    const spendMicros = BigInt(Math.round(spend * 1e6));
    return [{ ...NO_TOTALS, day: addDays(FIRST, index), conversions, spendMicros }];
  });
  return [...darkDays(daily)];
}

function days(count: number, conversions: number): number[] {
  return Array.from({ length: count }, () => conversions);
}

function named(...offsets: number[]): string[] {
  return offsets.map((offset) => addDays(FIRST, offset));
}

describe("a day without conversions", () => {
  test.for([
    ["where 7 are usual is dark", [...days(28, 7), 0], [28]],
    ["where 6.9 are usual is not", [...days(28, 6.9), 0], []],
    [
      "is dark with the day before, where both together are too many",
      [...days(28, 4), 0, 0],
      [28, 29],
    ],
    [
      "where one is usual takes seven days",
      [...days(28, 1), ...days(7, 0)],
      [28, 29, 30, 31, 32, 33, 34],
    ],
    ["where one is usual is not dark after six", [...days(28, 1), ...days(6, 0)], []],
    ["after which all is well stays dark", [...days(28, 7), 0, 7, 7], [28]],
    ["without spend is none", [...days(28, 7), [0, 0]], []],
    ["with less spend is held against that", [...days(28, 70), [0, 9]], []],
    ["with as much spend as asks for conversions is dark", [...days(28, 70), [0, 10]], [28]],
    [
      "with a missing day between belongs to the same stretch",
      [...days(28, 4), 0, undefined, 0],
      [28, 30],
    ],
    ["at the very start is none: nothing is usual yet", days(5, 0), []],
    [
      "goes on being dark for weeks",
      [...days(28, 7), ...days(40, 0)],
      Array.from({ length: 40 }, (_, index) => 28 + index),
    ],
    ["with a trace of a conversion is none", [...days(28, 7), 0.000001], []],
  ] as const)("%s", ([, given, expected]) => {
    expect(dark(given)).toEqual(named(...expected));
  });

  test("is held against the last 28 days alone", () => {
    expect(dark([...days(50, 100), ...days(28, 1), 0])).toEqual([]);
  });
});

test("no day with conversions, and none without spend, is ever dark", () => {
  const one = fc.tuple(fc.constantFrom(0, 0, 1, 50), fc.constantFrom(0, 1, 100));
  fc.assert(
    fc.property(fc.array(one, { maxLength: 60 }), (given) => {
      for (const day of dark(given)) {
        const index = given.findIndex((_, at) => addDays(FIRST, at) === day);
        expect(given[index]?.[0]).toBe(0);
        expect(given[index]?.[1]).toBeGreaterThan(0);
      }
    }),
  );
});
