import fc from "fast-check";
import { expect, test } from "vitest";

import { expectedLagDays } from "../../../src/domain/alerting/expected-lag.ts";

const DAY = 86_400_000;

function loads(...gaps: number[]): number[] {
  let at = Date.UTC(2026, 0, 1);
  return [at, ...gaps.map((gap) => (at += gap * DAY))];
}

test.for([
  ["nothing is known", [], 2],
  ["there was one load", loads(), 2],
  ["there are three", loads(7, 7), 2],
  ["they come every day", loads(1, 1, 1, 1), 2],
  ["they come every week", loads(7, 7, 7), 8],
  ["they come every other day", loads(2, 2, 2), 3],
  ["one was late", loads(1, 1, 9, 1, 1), 2],
  ["several came on one day", loads(1, 0.01, 0.02, 1, 1), 2],
  ["a day has 23 hours", loads(1, 23 / 24, 1, 25 / 24), 2],
  ["they come every month", loads(30, 30, 30), 15],
] as const)("where %s", ([, at, days]) => {
  expect(expectedLagDays(at)).toBe(days);
});

test("does not hang on the order of the loads, and stays within bounds", () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 60, noNaN: true })), (gaps) => {
      const at = loads(...gaps);
      const lag = expectedLagDays(at);
      expect(expectedLagDays(at.toReversed())).toBe(lag);
      expect(lag).toBeGreaterThanOrEqual(2);
      expect(lag).toBeLessThanOrEqual(15);
    }),
  );
});
