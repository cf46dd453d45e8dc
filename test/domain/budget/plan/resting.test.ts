import { describe, expect, test } from "vitest";

import {
  fixtureOf,
  lastBudgetChange,
  REST_DAYS,
} from "../../../../src/domain/budget/plan/resting.ts";

const WEEK = { asOf: "2026-11-22", restDays: REST_DAYS };

describe("fixtureOf", () => {
  test.for([
    ["nothing keeps it", {}, undefined],
    ["paused before locked", { paused: true, locked: true }, "paused"],
    ["locked", { locked: true }, "locked"],
    ["a lifetime budget", { budgetType: "lifetime" }, "lifetime-budget"],
    ["budgets of its ad sets", { budgetType: "ad_sets" }, "ad-set-budgets"],
    ["a shared budget", { budgetType: "shared" }, "shared-budget"],
    ["learning", { learning: true }, "learning"],
    ["changed six days ago", { changedOn: "2026-11-16" }, "changed-lately"],
    ["changed seven days ago", { changedOn: "2026-11-15" }, undefined],
  ] as const)("%s", ([, state, expected]) => {
    expect(fixtureOf(state, WEEK)).toBe(expected);
  });

  test("without days to rest no change keeps it", () => {
    expect(fixtureOf({ changedOn: "2026-11-22" }, { ...WEEK, restDays: 0 })).toBeUndefined();
  });
});

describe("lastBudgetChange", () => {
  const day = (date: string, budgetMicros?: bigint) => ({ day: date, budgetMicros });

  test.for([
    ["never", [day("2026-11-01", 5n), day("2026-11-02", 5n)], undefined],
    ["where nothing is known", [day("2026-11-01"), day("2026-11-02")], undefined],
    [
      "on the first day of the latest budget, in whatever order, gaps not counted",
      [day("2026-11-04", 7n), day("2026-11-01", 5n), day("2026-11-02"), day("2026-11-03", 7n)],
      "2026-11-03",
    ],
  ] as const)("%s", ([, days, expected]) => {
    expect(lastBudgetChange(days)).toBe(expected);
  });
});
