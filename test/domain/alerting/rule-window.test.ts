import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { reachInDays, ruleWindow, windowKey } from "../../../src/domain/alerting/rule-window.ts";
import type { Condition } from "../../../src/domain/alerting/rule.ts";
import { addDays, type Day, dayAt, daysFrom, daysIn } from "../../../src/domain/day.ts";

const FIXED: Condition = { kind: "fixed", side: "above", limit: 40 };
const PACE: Condition = { kind: "pace", side: "above", startBand: 0.25, endBand: 0.01 };
const always = () => true;
const asked = fc.record({
  days: fc.integer({ min: 1, max: 92 }),
  ignoreLastDays: fc.integer({ min: 0, max: 92 }),
});

function windowAt(
  at: string,
  zone: string,
  rule: { days: number; ignoreLastDays?: number; when?: Condition; known?: (day: Day) => boolean },
) {
  const { days, ignoreLastDays = 0, when = FIXED, known = always } = rule;
  return ruleWindow(
    { when, window: { days, ignoreLastDays } },
    { epochMs: Date.parse(at), zone },
    known,
  );
}

describe("a window", () => {
  test.for([
    // The last complete days of the account's zone, whatever the hour elsewhere.
    ["2026-11-24T09:00:00Z", "UTC", 7, 0, "2026-11-17", "2026-11-23"],
    ["2026-11-24T09:00:00Z", "UTC", 7, 1, "2026-11-16", "2026-11-22"],
    ["2026-11-24T09:00:00Z", "UTC", 1, 0, "2026-11-23", "2026-11-23"],
    ["2026-11-24T00:00:00Z", "UTC", 1, 0, "2026-11-23", "2026-11-23"],
    ["2026-11-23T23:59:59.999Z", "UTC", 1, 0, "2026-11-22", "2026-11-22"],
    ["2026-11-24T04:59:59Z", "America/New_York", 1, 0, "2026-11-22", "2026-11-22"],
    ["2026-11-24T05:00:00Z", "America/New_York", 1, 0, "2026-11-23", "2026-11-23"],
    ["2026-11-23T22:59:59Z", "Europe/Berlin", 1, 0, "2026-11-22", "2026-11-22"],
    ["2026-11-23T23:00:00Z", "Europe/Berlin", 1, 0, "2026-11-23", "2026-11-23"],
    ["2026-11-23T10:00:00Z", "Pacific/Kiritimati", 1, 0, "2026-11-23", "2026-11-23"],
    ["2026-11-23T10:59:00Z", "Pacific/Pago_Pago", 1, 0, "2026-11-21", "2026-11-21"],
    // The days of 23 and of 25 hours are days like others.
    ["2026-03-30T07:00:00Z", "Europe/Berlin", 2, 0, "2026-03-28", "2026-03-29"],
    ["2026-10-25T22:59:00Z", "Europe/Berlin", 1, 0, "2026-10-24", "2026-10-24"],
    ["2026-10-25T23:00:00Z", "Europe/Berlin", 1, 0, "2026-10-25", "2026-10-25"],
    ["2026-11-02T04:59:00Z", "America/New_York", 1, 0, "2026-10-31", "2026-10-31"],
    ["2026-03-01T09:00:00Z", "UTC", 2, 0, "2026-02-27", "2026-02-28"],
    ["2028-03-01T09:00:00Z", "UTC", 2, 0, "2028-02-28", "2028-02-29"],
  ] as const)("at %s in %s, %d days less %d", ([at, zone, days, ignoreLastDays, from, to]) => {
    expect(windowAt(at, zone, { days, ignoreLastDays })).toEqual({
      range: { from, to },
      reference: [],
      month: undefined,
    });
  });

  test.for([
    ["ends on the last settled day", true, 0, "2026-11-14", "2026-11-14"],
    ["or before it, where more days are left out", true, 12, "2026-11-14", "2026-11-11"],
    ["as it would where nothing is known", true, 1, undefined, "2026-11-22"],
    ["never on a day that is not over", true, 0, "2026-11-24", "2026-11-23"],
    ["heeds no lag where the rule does not ask for it", false, 0, "2026-11-14", "2026-11-23"],
  ] as const)("of settled days %s", ([, settledOnly, ignoreLastDays, settledThrough, to]) => {
    const window = ruleWindow(
      { when: FIXED, window: { days: 7, ignoreLastDays, settledOnly } },
      { epochMs: Date.parse("2026-11-24T09:00:00Z"), zone: "UTC", settledThrough },
      always,
    );

    expect(window?.range).toEqual({ from: addDays(to, -6), to });
  });

  test("never holds the account's present day, and has as many days as were asked for", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2030, 0) }),
        fc.constantFrom("UTC", "America/New_York", "Europe/Berlin", "Asia/Kathmandu"),
        asked,
        (epochMs, zone, { days, ignoreLastDays }) => {
          const window = ruleWindow(
            { when: FIXED, window: { days, ignoreLastDays } },
            { epochMs, zone },
            always,
          );
          if (window === undefined) throw new Error("A fixed limit always has a window.");
          expect(daysIn(window.range)).toBe(days);
          expect(daysFrom(window.range.to, dayAt(epochMs, zone))).toBe(1 + ignoreLastDays);
        },
      ),
    );
  });
});

describe("what a window is compared with", () => {
  const before = (against: "previous_period" | "same_weekdays"): Condition => ({
    kind: "change",
    side: "above",
    by: 0.3,
    against,
  });

  test("is as many days before", () => {
    const window = windowAt("2026-11-24T09:00:00Z", "UTC", {
      days: 3,
      when: before("previous_period"),
    });
    expect(window?.reference).toEqual([
      { day: "2026-11-18", weight: 1 },
      { day: "2026-11-19", weight: 1 },
      { day: "2026-11-20", weight: 1 },
    ]);
  });

  test("is nothing where one of the days before is not known", () => {
    const window = windowAt("2026-11-24T09:00:00Z", "UTC", {
      days: 3,
      when: before("previous_period"),
      known: (day) => day !== "2026-11-19",
    });
    expect(window?.reference).toEqual([]);
  });

  test("is the mean of the same weekdays of four weeks, or of those that are known", () => {
    const when = before("same_weekdays");
    const all = windowAt("2026-11-24T09:00:00Z", "UTC", { days: 1, when });
    const some = windowAt("2026-11-24T09:00:00Z", "UTC", {
      days: 1,
      when,
      known: (day) => day !== "2026-11-09",
    });
    expect(all?.reference).toEqual(
      ["2026-10-26", "2026-11-02", "2026-11-09", "2026-11-16"].map((day) => ({
        day,
        weight: 0.25,
      })),
    );
    expect(some?.reference.map(({ day }) => day)).toEqual([
      "2026-10-26",
      "2026-11-02",
      "2026-11-16",
    ]);
    expect(some?.reference[0]?.weight).toBeCloseTo(1 / 3, 15);
  });

  test("of eight days never holds a day of the window", () => {
    const window = windowAt("2026-11-24T09:00:00Z", "UTC", {
      days: 8,
      when: before("same_weekdays"),
    });
    expect(window?.reference.at(-1)?.day).toBe("2026-11-09");
    expect(window?.reference).toHaveLength(32);
  });

  test("is no further back than the reach of the rule says", () => {
    const when = fc.constantFrom(FIXED, PACE, before("previous_period"), before("same_weekdays"));
    fc.assert(
      fc.property(when, asked, fc.nat({ max: 800 }), (one, days, later) => {
        const rule = { when: one, window: days };
        const today = addDays("2026-01-01", later);
        const window = ruleWindow(
          rule,
          { epochMs: Date.parse(`${today}T12:00:00Z`), zone: "UTC" },
          always,
        );
        const looked = window === undefined ? [] : [window.range.from];
        for (const { day } of window?.reference ?? []) looked.push(day);
        for (const day of looked)
          expect(daysFrom(day, today)).toBeLessThanOrEqual(reachInDays(rule));
      }),
    );
  });
});

describe("a month's pace", () => {
  test("is the month so far, with each day that is left forecast from its weekday", () => {
    const window = windowAt("2026-11-28T09:00:00Z", "UTC", { days: 1, when: PACE });
    expect(window).toEqual({
      range: { from: "2026-11-01", to: "2026-11-27" },
      reference: ["2026-11-21", "2026-11-22", "2026-11-23"].map((day) => ({ day, weight: 1 })),
      month: { days: 30, share: 0.9 },
    });
  });

  test("forecasts exactly the days that are left", () => {
    fc.assert(
      fc.property(fc.nat({ max: 800 }), (later) => {
        const today = addDays("2026-01-01", later);
        const window = windowAt(`${today}T12:00:00Z`, "UTC", { days: 1, when: PACE });
        if (window === undefined) return;
        const weights = window.reference.reduce((sum, { weight }) => sum + weight, 0);
        expect(daysIn(window.range) + weights).toBe(window.month?.days);
      }),
    );
  });

  test.for([
    ["2026-11-01T09:00:00Z", true],
    ["2026-11-02T09:00:00Z", false],
    ["2026-11-03T09:00:00Z", false],
    ["2026-11-04T09:00:00Z", true],
  ] as const)("at %s has something to say: %s", ([at, expected]) => {
    const window = windowAt(at, "UTC", { days: 1, when: PACE });
    expect(window !== undefined).toBe(expected);
  });

  test("does not hang on what is known: days that are missing are for the check to see", () => {
    const given = { days: 1, when: PACE };
    const at = "2026-11-05T09:00:00Z";
    expect(windowAt(at, "UTC", { ...given, known: () => false })).toEqual(
      windowAt(at, "UTC", given),
    );
  });
});

test("windows have the same key where they are the same days with the same weights", () => {
  const one = windowAt("2026-11-24T09:00:00Z", "UTC", { days: 7 });
  const same = windowAt("2026-11-24T11:00:00Z", "Europe/Berlin", { days: 7 });
  const other = windowAt("2026-11-24T09:00:00Z", "UTC", { days: 6 });
  if (one === undefined || same === undefined || other === undefined) throw new Error("windows");
  expect(windowKey(one)).toBe(windowKey(same));
  expect(windowKey(one)).not.toBe(windowKey(other));
});
