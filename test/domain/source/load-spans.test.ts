import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { addDays, daysFrom, eachDay } from "../../../src/domain/day.ts";
import {
  owedDays,
  spanLength,
  spansOf,
  watermarkAfter,
} from "../../../src/domain/source/load-spans.ts";

const TODAY = "2026-11-24";
const usual = { today: TODAY, trailingDays: 28, historyDays: 90 };

const inSpans = (input: Parameters<typeof owedDays>[0]) => spansOf(owedDays(input), 31);

describe("the days that a source owes", () => {
  test("are its history where nothing has been loaded", () => {
    expect(inSpans({ ...usual, watermark: undefined })).toEqual([
      { from: "2026-08-26", to: "2026-09-25" },
      { from: "2026-09-26", to: "2026-10-26" },
      { from: "2026-10-27", to: TODAY },
    ]);
  });

  test("are today and the trailing window where yesterday has been loaded", () => {
    expect(inSpans({ ...usual, watermark: "2026-11-23" })).toEqual([
      { from: "2026-10-27", to: TODAY },
    ]);
  });

  test("begin where they could still change when it was last loaded, however long ago that was", () => {
    const [first] = inSpans({ ...usual, watermark: "2026-06-30" });
    expect(first).toEqual({ from: "2026-06-03", to: "2026-07-03" });
  });

  test("are today alone where nothing before it changes", () => {
    expect(inSpans({ ...usual, trailingDays: 0, watermark: "2026-11-23" })).toEqual([
      { from: TODAY, to: TODAY },
    ]);
  });
});

test("a range is cut into spans that touch, none too long", () => {
  fc.assert(
    fc.property(fc.nat(800), fc.integer({ min: 1, max: 100 }), (days, longest) => {
      const range = { from: addDays(TODAY, -days), to: TODAY };
      const spans = spansOf(range, longest);
      expect(spans.flatMap(eachDay)).toEqual(eachDay(range));
      expect(Math.max(...spans.map(({ from, to }) => daysFrom(from, to) + 1))).toBeLessThanOrEqual(
        longest,
      );
    }),
  );
});

test.each([
  [undefined, "2026-10-31", "2026-10-31"],
  ["2026-10-31", "2026-10-05", "2026-10-31"],
  ["2026-11-23", TODAY, "2026-11-23"],
  ["2026-11-20", TODAY, "2026-11-23"],
])("a watermark at %s is at %s's reach afterwards: %s", (watermark, to, after) => {
  expect(watermarkAfter(watermark, { span: { from: "2026-10-01", to }, today: TODAY })).toBe(after);
});

test.each([
  [300_000, 15],
  [150_000, 31],
  [10, 31],
])("a month of %i rows is followed by spans of %i days", (rows, days) => {
  const span = { from: "2026-10-01", to: "2026-10-31" };
  expect(spanLength(span, { rows, longest: 31, mostRows: 150_000 })).toBe(days);
});
