import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { addDays, daysIn, isDay } from "../../src/domain/day.ts";
import {
  DEFAULT_PERIOD,
  isPeriodText,
  PERIOD_EXAMPLES,
  periodBetween,
  periodOf,
} from "../../src/domain/period.ts";
import { draws } from "../support/draws.ts";
import { day, dayRange } from "./arbitraries.ts";

describe("periodOf", () => {
  test.for([
    ["today", "2026-11-24", "2026-11-24", "2026-11-24"],
    ["yesterday", "2026-11-24", "2026-11-23", "2026-11-23"],
    ["yesterday", "2026-01-01", "2025-12-31", "2025-12-31"],
    ["yesterday", "2024-03-01", "2024-02-29", "2024-02-29"],
    ["7d", "2026-11-24", "2026-11-17", "2026-11-23"],
    ["14d", "2026-11-24", "2026-11-10", "2026-11-23"],
    ["30d", "2024-03-15", "2024-02-14", "2024-03-14"],
    ["90d", "2026-01-31", "2025-11-02", "2026-01-30"],
    ["1d", "2026-11-24", "2026-11-23", "2026-11-23"],
    ["mtd", "2026-11-24", "2026-11-01", "2026-11-24"],
    ["mtd", "2026-11-01", "2026-11-01", "2026-11-01"],
    ["qtd", "2026-01-01", "2026-01-01", "2026-01-01"],
    ["qtd", "2026-03-31", "2026-01-01", "2026-03-31"],
    ["qtd", "2026-04-01", "2026-04-01", "2026-04-01"],
    ["qtd", "2026-08-31", "2026-07-01", "2026-08-31"],
    ["qtd", "2026-12-31", "2026-10-01", "2026-12-31"],
    ["ytd", "2026-01-01", "2026-01-01", "2026-01-01"],
    ["ytd", "2024-02-29", "2024-01-01", "2024-02-29"],
    // Weeks begin on Monday; 24 November 2026 is a Tuesday.
    ["last_week", "2026-11-24", "2026-11-16", "2026-11-22"],
    ["last_week", "2026-11-23", "2026-11-16", "2026-11-22"],
    ["last_week", "2026-11-22", "2026-11-09", "2026-11-15"],
    ["last_week", "2027-01-01", "2026-12-21", "2026-12-27"],
    ["last_month", "2026-11-24", "2026-10-01", "2026-10-31"],
    ["last_month", "2026-01-31", "2025-12-01", "2025-12-31"],
    ["last_month", "2024-03-31", "2024-02-01", "2024-02-29"],
    ["last_month", "2026-03-31", "2026-02-01", "2026-02-28"],
    ["2026-10", "2026-11-24", "2026-10-01", "2026-10-31"],
    ["2024-02", "2026-11-24", "2024-02-01", "2024-02-29"],
    ["2026-12", "2026-11-24", "2026-12-01", "2026-12-31"],
    ["2026-10-01..2026-10-31", "2026-11-24", "2026-10-01", "2026-10-31"],
    ["2026-10-05..2026-10-05", "2026-11-24", "2026-10-05", "2026-10-05"],
    ["2026-10-05", "2026-11-24", "2026-10-05", "2026-10-05"],
    ["LAST_MONTH", "2026-11-24", "2026-10-01", "2026-10-31"],
    ["7D", "2026-11-24", "2026-11-17", "2026-11-23"],
  ] as const)("%s on %s is %s to %s", ([text, today, from, to]) => {
    expect(periodOf(text, today)).toEqual({
      key: text.toLowerCase(),
      from,
      to,
      days: daysIn({ from, to }),
    });
  });

  test.for([
    "",
    " ",
    "0d",
    "07d",
    "d",
    "7",
    "-7d",
    "7.5d",
    "99999d",
    "9999d",
    "week",
    "last week",
    "last_year",
    "2026",
    "2026-13",
    "2026-00",
    "2026-1",
    "2026-02-30",
    "2026-10-31..2026-10-01",
    "2026-10-01..",
    "..2026-10-01",
    "2026-10-01..2026-10-02..2026-10-03",
    "2026-10-01...2026-10-02",
    "2000-01-01..2026-11-24",
    "0000-01",
    "9999-12",
    "toString",
    "constructor",
    "__proto__",
    "7d ",
    "7d\n",
  ])("%j is no period", (text) => {
    expect(periodOf(text, "2026-11-24")).toBeUndefined();
    expect(isPeriodText(text)).toBe(false);
  });

  test("Nd is N days that end yesterday", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3660 }), day, (days, today) => {
        const period = periodOf(`${days}d`, today);
        expect(period).toMatchObject({ days, to: addDays(today, -1) });
        expect(period === undefined ? 0 : daysIn(period)).toBe(days);
      }),
    );
  });

  test("a range of days is read back from its key", () => {
    fc.assert(
      fc.property(dayRange, day, (range, today) => {
        const period = periodBetween(range.from, range.to);
        expect(periodOf(period.key, today)).toEqual(period);
      }),
    );
  });

  test("never throws, and whatever it returns is whole days in order", () => {
    const words = fc.stringMatching(/^[0-9dq.\-_a-z]{0,24}$/);
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), words), day, (text, today) => {
        const period = periodOf(text, today);
        expect(period === undefined || (isDay(period.from) && period.from <= period.to)).toBe(true);
      }),
      draws(500),
    );
  });

  test("the examples that people are shown are periods", () => {
    const examples = PERIOD_EXAMPLES.split(/, | or /);
    expect(examples).toHaveLength(13);
    expect(examples.filter((example) => !isPeriodText(example))).toEqual([]);
    expect(isPeriodText(DEFAULT_PERIOD)).toBe(true);
  });
});
