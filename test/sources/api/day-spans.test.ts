import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { addDays, daysIn, eachDay } from "../../../src/domain/day.ts";
import { daySpans } from "../../../src/sources/api/day-spans.ts";

describe("a range in pieces", () => {
  test("has every day once, in order, and no piece that is too long", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 400 }),
        fc.integer({ min: 1, max: 100 }),
        (more, longest) => {
          const days = { from: "2026-01-30", to: addDays("2026-01-30", more) };
          const spans = daySpans(days, longest);
          expect(spans.flatMap(eachDay)).toEqual(eachDay(days));
          expect(spans.every((span) => daysIn(span) <= longest)).toBe(true);
        },
      ),
      { numRuns: 50 },
    );
  });
});
