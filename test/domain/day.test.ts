import fc from "fast-check";
import { describe, expect, test } from "vitest";

import {
  addDays,
  dayAt,
  dayFrom,
  daysFrom,
  daysIn,
  eachDay,
  isDay,
  isSameZone,
  isZone,
  precedingRange,
} from "../../src/domain/day.ts";
import { draws } from "../support/draws.ts";
import { day, dayRange } from "./arbitraries.ts";

describe("isDay", () => {
  test.for(["2026-11-24", "2024-02-29", "2000-02-29", "2026-12-31", "1900-01-01", "2999-12-31"])(
    "%s is a day",
    (text) => {
      expect(isDay(text)).toBe(true);
    },
  );

  test.for([
    "2026-02-29",
    "1900-02-29",
    "2026-04-31",
    "2026-13-01",
    "2026-00-10",
    "2026-01-00",
    "2026-1-1",
    "20261124",
    "2026-11-24T00:00",
    " 2026-11-24",
    "2026-11-24\n",
    "+002026-11-24",
    "",
    // Days that no database here can hold, or whose neighbours none can.
    "0000-01-01",
    "0001-01-01",
    "9999-12-31",
  ])("%j is none", (text) => {
    expect(isDay(text)).toBe(false);
  });

  test("agrees with dayFrom about what the calendar has", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1950, max: 2100 }),
        fc.integer({ min: 0, max: 14 }),
        fc.integer({ min: 0, max: 33 }),
        (year, month, dayOfMonth) => {
          const made = dayFrom(year, month, dayOfMonth);
          const date = new Date(Date.UTC(year, month - 1, dayOfMonth));
          const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === dayOfMonth;
          expect(made).toBe(exists ? date.toISOString().slice(0, 10) : undefined);
        },
      ),
    );
  });
});

describe("counting days", () => {
  test("daysFrom undoes addDays", () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -20_000, max: 20_000 }), (from, days) => {
        expect(daysFrom(from, addDays(from, days))).toBe(days);
        expect(addDays(addDays(from, days), -days)).toBe(from);
      }),
    );
  });

  test.for([
    ["2024-02-28", 1, "2024-02-29"],
    ["2024-02-28", 2, "2024-03-01"],
    ["2026-02-28", 1, "2026-03-01"],
    ["2026-12-31", 1, "2027-01-01"],
    ["2026-01-01", -1, "2025-12-31"],
    ["2026-11-24", 0, "2026-11-24"],
  ] as const)("%s and %d days is %s", ([from, days, to]) => {
    expect(addDays(from, days)).toBe(to);
  });

  test("a range before is adjacent and of equal length", () => {
    fc.assert(
      fc.property(dayRange, (range) => {
        const before = precedingRange(range);
        expect(addDays(before.to, 1)).toBe(range.from);
        expect(daysIn(before)).toBe(daysIn(range));
      }),
    );
  });

  test("each day of a range comes once and in order", () => {
    fc.assert(
      fc.property(dayRange, (range) => {
        const days = eachDay(range);
        expect(days).toHaveLength(daysIn(range));
        expect(days[0]).toBe(range.from);
        expect(days.at(-1)).toBe(range.to);
        expect(days.every((one, index) => index === 0 || one > (days[index - 1] ?? one))).toBe(
          true,
        );
      }),
    );
  });

  test("a range turned around has no days", () => {
    expect(eachDay({ from: "2026-11-24", to: "2026-11-20" })).toEqual([]);
  });
});

describe("dayAt", () => {
  test.for([
    // New York sprang forward at 07:00 UTC on 8 March 2026 and falls back at 06:00 UTC on 1 November.
    ["2026-03-08T04:59:59.999Z", "America/New_York", "2026-03-07"],
    ["2026-03-08T05:00:00Z", "America/New_York", "2026-03-08"],
    ["2026-03-09T03:59:59.999Z", "America/New_York", "2026-03-08"],
    ["2026-03-09T04:00:00Z", "America/New_York", "2026-03-09"],
    ["2026-11-01T03:59:59.999Z", "America/New_York", "2026-10-31"],
    ["2026-11-01T04:00:00Z", "America/New_York", "2026-11-01"],
    ["2026-11-02T04:59:59.999Z", "America/New_York", "2026-11-01"],
    ["2026-11-02T05:00:00Z", "America/New_York", "2026-11-02"],
    ["2026-11-24T09:59:59.999Z", "Pacific/Kiritimati", "2026-11-24"],
    ["2026-11-24T10:00:00Z", "Pacific/Kiritimati", "2026-11-25"],
    ["2026-11-24T10:59:59.999Z", "Pacific/Pago_Pago", "2026-11-23"],
    ["2026-11-24T11:00:00Z", "Pacific/Pago_Pago", "2026-11-24"],
    ["2026-11-24T13:59:59Z", "Etc/GMT-14", "2026-11-25"],
    ["2026-11-24T11:59:59Z", "Etc/GMT+12", "2026-11-23"],
    ["2026-11-24T18:15:00Z", "Asia/Kathmandu", "2026-11-25"],
    // Samoa had no 30 December 2011.
    ["2011-12-30T09:59:59Z", "Pacific/Apia", "2011-12-29"],
    ["2011-12-30T10:00:00Z", "Pacific/Apia", "2011-12-31"],
    ["1969-12-31T23:59:59Z", "UTC", "1969-12-31"],
  ] as const)("%s in %s is %s", ([instant, zone, expected]) => {
    expect(dayAt(Date.parse(instant), zone)).toBe(expected);
  });

  test("is what Intl says, in every zone of this machine", () => {
    const zones = Intl.supportedValuesOf("timeZone");
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: Date.UTC(2000, 0), max: Date.UTC(2040, 0) }),
        (zone, instant) => {
          const written = new Intl.DateTimeFormat("en-CA", {
            timeZone: zone,
            year: "numeric",
            month: "2-digit",
            day: "2-digit",
          }).format(instant);
          expect(dayAt(instant, zone)).toBe(written);
        },
      ),
      draws(300),
    );
  });
});

describe("isZone", () => {
  test.for(["America/New_York", "UTC", "Europe/Berlin", "Etc/GMT+5", "europe/berlin", "EST5EDT"])(
    "%s is a zone whose days can be told",
    (name) => {
      expect(isZone(name)).toBe(true);
      expect(dayAt(0, name)).toMatch(/^19(69-12-31|70-01-01)$/);
    },
  );

  test.for([
    "",
    "+02:00",
    "-0500",
    "Z",
    "Mars/Olympus",
    "New York",
    "Europe/Berlin ",
    "PDTX",
    "ist",
    "ACT",
  ])("%j is none", (name) => {
    expect(isZone(name)).toBe(false);
  });

  test.for([
    ["Europe/Kiev", "europe/kyiv", true],
    ["Europe/Berlin", "Europe/Berlin", true],
    ["Europe/Berlin", "Europe/Vienna", false],
    ["UTC", "Etc/UTC", true],
  ] as const)("%s and %s: the same zone: %s", ([a, b, same]) => {
    expect(isSameZone(a, b)).toBe(same);
  });

  test("whatever is a zone, dayAt takes", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.constantFrom("GMT", "Zulu", "EST", "MST7MDT", "UCT", "US/Eastern", "gmt0"),
        ),
        (name) => {
          expect(() => (isZone(name) ? dayAt(0, name) : "")).not.toThrow();
        },
      ),
    );
  });
});
