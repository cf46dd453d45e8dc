import fc from "fast-check";
import { expect, test } from "vitest";

import { dayAt, precedingRange } from "../../src/domain/day.ts";
import { periodOf } from "../../src/domain/period.ts";
import { daysAnywhere } from "../../src/usecases/days-anywhere.ts";

test("reaches back as far as the longest day of the month does", () => {
  const now = Date.UTC(2026, 1, 28, 11, 30);

  expect(daysAnywhere("mtd", now)).toEqual({ from: "2026-01-04", to: "2026-03-01" });
});

test("holds the period and the days before it, whatever the account's zone", () => {
  const zones = [
    "Pacific/Kiritimati",
    "Asia/Tokyo",
    "Europe/Berlin",
    "America/Los_Angeles",
    "Etc/GMT+12",
  ];
  fc.assert(
    fc.property(
      fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2028, 0, 1) }),
      fc.constantFrom("today", "7d", "mtd", "qtd", "ytd", "last_week", "last_month", "2026-02"),
      fc.constantFrom(...zones),
      (now, text, zone) => {
        const period = periodOf(text, dayAt(now, zone));

        const days = daysAnywhere(text, now);

        expect(period).toBeDefined();
        if (period === undefined) return;
        expect(days.from <= precedingRange(period).from).toBe(true);
        expect(days.to >= period.to).toBe(true);
      },
    ),
  );
});
