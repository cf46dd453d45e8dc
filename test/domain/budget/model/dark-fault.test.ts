import { expect, test } from "vitest";

import { darkFault } from "../../../../src/domain/budget/model/data-faults.ts";
import { addDays } from "../../../../src/domain/day.ts";
import { NO_TOTALS } from "../../../../src/domain/totals.ts";

const FIRST = "2026-11-01";

test("a dark account lacks what its spend brought in the four weeks before", () => {
  const daily = Array.from({ length: 33 }, (_, row) => ({
    ...NO_TOTALS,
    day: addDays(FIRST, row - 30),
    spendMicros: 100_000_000n,
    // The first two days are too long ago to count.
    conversions: row < 2 ? 1000 : row < 30 ? 5 : 0,
  }));

  expect(darkFault(daily, FIRST)).toEqual({
    kind: "tracking-broken",
    conversions: 0,
    expected: 15,
    days: 3,
  });
});
