import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { bestBudgets } from "../../../../src/domain/budget/plan/best-budgets.ts";
import type { AccountLimits } from "../../../../src/domain/budget/plan/budget-limits.ts";
import { budgetUnit } from "../../../../src/domain/budget/plan/budget-unit.ts";
import { sampleCurve } from "../../../../src/domain/budget/plan/sampled-curve.ts";
import { wholeUnits } from "../../../../src/domain/budget/plan/whole-units.ts";
import { draws } from "../../../support/draws.ts";
import { present } from "../../../support/present.ts";

interface Line {
  readonly before: number;
  readonly low?: number;
  readonly high?: number;
}

function limitsOf(lines: readonly Line[], change = 0): AccountLimits {
  return {
    campaigns: lines.map(({ before, low = before * 0.8, high = before * 1.2 }, i) => ({
      id: `c${i}`,
      before,
      low,
      high,
      lowBy: "step",
      highBy: "step",
    })),
    groups: [],
    total: lines.reduce((sum, { before }) => sum + before, change),
  };
}

describe("budgetUnit", () => {
  test.for([
    ["whole dollars", "USD", limitsOf([{ before: 100 }, { before: 341.37 }]), 1_000_000n],
    ["yen as they are", "JPY", limitsOf([{ before: 5 }, { before: 7 }]), 1_000_000n],
    ["cents of small budgets", "USD", limitsOf([{ before: 100 }, { before: 9 }]), 10_000n],
    [
      "cents where the total asks for",
      "USD",
      limitsOf([{ before: 90 }, { before: 95 }], 9.5),
      10_000n,
    ],
    [
      "dollars where a limit forces less than one",
      "USD",
      limitsOf([{ before: 100, high: 99.5 }, { before: 100 }]),
      1_000_000n,
    ],
    [
      "cents where no whole unit is within limits",
      "USD",
      limitsOf([{ before: 100, low: 99.5, high: 99.5 }, { before: 100 }]),
      10_000n,
    ],
    [
      "cents under a group's bounds",
      "USD",
      { ...limitsOf([{ before: 100 }]), groups: [{ group: "g", min: 0, max: 101.5 }] },
      10_000n,
    ],
  ] as const)("%s", ([, currency, limits, unit]) => {
    expect(budgetUnit(currency, limits)).toBe(unit);
  });

  test("is one that limits and the total can be held in", () => {
    const line = fc.record({
      before: fc.integer({ min: 2_000, max: 90_000 }).map((cents) => cents / 100),
      roas: fc.double({ min: 0.5, max: 8, noNaN: true }),
      elasticity: fc.double({ min: 0.1, max: 0.95, noNaN: true }),
    });
    const lists = fc.array(line, { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(lists, fc.integer({ min: -3, max: 3 }), (lines, change) => {
        const limits = limitsOf(lines, change);
        const curves = lines.map(({ before, roas, elasticity }, i) =>
          sampleCurve(
            present(limits.campaigns[i]),
            (x) => before * roas * (x / before) ** elasticity,
          ),
        );
        const unit = Number(budgetUnit("USD", limits)) / 1e6;
        const { budgets } = bestBudgets(curves, limits);
        const counts = [...wholeUnits(budgets, { curves, limits, unit })];

        expect(counts.reduce((sum, one) => sum + one * unit, 0)).toBeCloseTo(change, 6);
        for (const [i, count] of counts.entries()) {
          const { before, low, high } = present(limits.campaigns[i]);
          expect(before + count * unit).toBeGreaterThanOrEqual(low - 1e-6);
          expect(before + count * unit).toBeLessThanOrEqual(high + 1e-6);
        }
      }),
      draws(200),
    );
  });
});
