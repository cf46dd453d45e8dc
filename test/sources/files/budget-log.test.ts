import { describe, expect, test } from "vitest";

import { createBudgetLog } from "../../../src/sources/files/budget-log.ts";

const read = (cell: string) => (cell === "" ? undefined : BigInt(cell) * 1_000_000n);

function logOf(rows: readonly (readonly [campaign: number, cell: string, day: string])[]) {
  const log = createBudgetLog(read);
  for (const [campaign, cell, day] of rows) log.see(campaign, cell, day);
  return log;
}

const UP = [
  [0, "100", "2026-11-01"],
  [0, "100", "2026-11-02"],
  [0, "120", "2026-11-03"],
  [1, "50", "2026-11-01"],
  [1, "50", "2026-11-03"],
] as const;

describe("the budgets of a file's days", () => {
  test.each([
    ["the oldest first", UP],
    ["the newest first", UP.toReversed()],
  ])("are told from the first day of each, %s", (_, rows) => {
    const log = logOf(rows);
    expect(log.of(0)).toEqual([
      { day: "2026-11-01", micros: 100_000_000n },
      { day: "2026-11-03", micros: 120_000_000n },
    ]);
    // Another campaign's budget has varied: the column is of the days.
    expect(log.of(1)).toEqual([{ day: "2026-11-01", micros: 50_000_000n }]);
  });

  test("are not known where every day has today's budget beside it", () => {
    const log = logOf(UP.filter(([campaign]) => campaign === 1));
    expect(log.of(1)).toBeUndefined();
  });

  test("are not known where two contradict each other", () => {
    const log = logOf([
      [0, "100", "2026-11-01"],
      [0, "120", "2026-11-02"],
      [0, "100", "2026-11-02"],
    ]);
    expect(log.of(0)).toBeUndefined();
  });

  test("leave out days without one", () => {
    const log = logOf([
      [0, "", "2026-11-01"],
      [0, "100", "2026-11-02"],
    ]);
    expect(log.of(0)).toEqual([{ day: "2026-11-02", micros: 100_000_000n }]);
  });
});
