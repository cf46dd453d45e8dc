import { describe, expect, test } from "vitest";

import { budgetBlocks } from "../../../../src/domain/budget/model/budget-blocks.ts";
import { outlierDays } from "../../../../src/domain/budget/model/outliers.ts";
import { ownPath } from "../../../../src/domain/budget/model/own-path.ts";
import { present } from "../../../support/present.ts";

function blocksOf(budget: readonly number[], unusable: readonly number[] = []) {
  return budgetBlocks({
    budget: Float64Array.from(budget),
    spend: Float64Array.from(budget, (one) => 2 * one),
    conversions: Float64Array.from(budget, (_, row) => row),
    exposure: new Float64Array(budget.length).fill(1),
    usable: Uint8Array.from(budget, (_, row) => (unusable.includes(row) ? 0 : 1)),
    referenceSpend: 20,
    longestBlock: 7,
  });
}

describe("budgetBlocks", () => {
  test.for([
    [
      "one budget, cut at a week",
      Array.from({ length: 10 }, () => 10),
      [],
      [
        [7, 8, 9],
        [0, 1, 2, 3, 4, 5, 6],
      ],
    ],
    ["a change ends a block", [10, 10, 20, 20, 10], [], [[4], [2, 3], [0, 1]]],
    ["a day that does not count is left out and ends nothing", [10, 10, 10], [1], [[0, 2]]],
    ["unknown budgets are one budget", [Number.NaN, Number.NaN, 10], [], [[2], [0, 1]]],
    ["no days", [], [], []],
  ] as const)("%s", ([, budget, unusable, rows]) => {
    expect(blocksOf(budget, unusable).rows).toEqual(rows);
  });

  test("sums conversions and exposure, and takes spend and age as means", () => {
    const blocks = blocksOf([10, 10, 20, 20, 10]);

    expect([...blocks.conversions]).toEqual([4, 5, 1]);
    expect([...blocks.exposure]).toEqual([1, 2, 2]);
    expect([...blocks.age]).toEqual([0, 1.5, 3.5]);
    expect([...blocks.logSpend]).toEqual([0, Math.log(2), 0]);
  });
});

describe("ownPath", () => {
  test("is what weighing every block for every day gives", () => {
    const blocks = blocksOf([10, 10, 20, 20, 10, 30, 30, 30]);
    const fitted = Float64Array.from({ length: 8 }, (_, row) => 1 + row / 3);
    const effects = Float64Array.from({ length: 8 }, (_, row) => Math.sin(row) / 5);

    const path = ownPath(blocks, { fitted, effects });

    for (const [row, factor] of path.entries()) {
      let weighted = 0;
      let weights = 0;
      for (const [i, rows] of blocks.rows.entries()) {
        const fit = rows.reduce(
          (sum, day) => sum + present(fitted[day]) * Math.exp(present(effects[day])),
          0,
        );
        const weight = Math.exp(-Math.abs(present(blocks.age[i]) - (7 - row)) / 21);
        weighted += weight * Math.log((present(blocks.conversions[i]) + 2) / (fit + 2));
        weights += weight;
      }
      expect(factor).toBeCloseTo(Math.exp(weighted / weights), 10);
    }
  });
});

describe("outlierDays", () => {
  test.for([
    [10, 10, 0],
    [0, 10, 0],
    [0, 11, 0],
    [0, 12, 1],
    [1, 40, 0],
    [120, 40, 1],
    [3, 0.1, 1],
    [2, 0.1, 0],
  ] as const)("%d where %d were to be expected: %d", ([had, expected, outlier]) => {
    const days = outlierDays(Float64Array.of(had), Float64Array.of(expected), 4);

    expect([...days]).toEqual([outlier]);
  });
});
