import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { bestBudgets } from "../../../../src/domain/budget/plan/best-budgets.ts";
import type { AccountLimits } from "../../../../src/domain/budget/plan/budget-limits.ts";
import { sampleCurve } from "../../../../src/domain/budget/plan/sampled-curve.ts";
import { wholeUnits } from "../../../../src/domain/budget/plan/whole-units.ts";
import { present } from "../../../support/present.ts";

const line = fc.record({
  before: fc.integer({ min: 10, max: 20 }),
  roas: fc.double({ min: 0.5, max: 8, noNaN: true }),
  elasticity: fc.double({ min: 0.1, max: 0.95, noNaN: true }),
});

function setting(
  lines: readonly { before: number; roas: number; elasticity: number }[],
  unit: number,
) {
  const limits: AccountLimits = {
    campaigns: lines.map(({ before }, i) => ({
      id: `c${i}`,
      before,
      low: before * 0.8,
      high: before * 1.2,
      lowBy: "step",
      highBy: "step",
    })),
    groups: [],
    total: lines.reduce((sum, { before }) => sum + before, 0),
  };
  const curves = lines.map(({ before, roas, elasticity }, i) =>
    sampleCurve(present(limits.campaigns[i]), (x) => before * roas * (x / before) ** elasticity),
  );
  return { limits, curves, unit };
}

describe("wholeUnits", () => {
  test("no other whole amounts are worth more", () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 3, maxLength: 3 }), (lines) => {
        const { limits, curves, unit } = setting(lines, 1);
        const worth = (counts: readonly number[]) =>
          curves.reduce(
            (sum, curve, i) => sum + curve.valueAt(present(lines[i]).before + present(counts[i])),
            0,
          );
        const most = lines.map(({ before }) => Math.floor(before * 0.2 + 1e-9));
        let best = 0;
        for (let a = -present(most[0]); a <= present(most[0]); a++) {
          for (let b = -present(most[1]); b <= present(most[1]); b++) {
            if (Math.abs(a + b) <= present(most[2])) best = Math.max(best, worth([a, b, -a - b]));
          }
        }

        const { budgets } = bestBudgets(curves, limits);
        const counts = [...wholeUnits(budgets, { curves, limits, unit })];

        expect(counts.reduce((sum, one) => sum + one, 0)).toBe(0);
        for (const [i, one] of counts.entries())
          expect(Math.abs(one)).toBeLessThanOrEqual(present(most[i]));
        expect(worth(counts)).toBeGreaterThanOrEqual(best * (1 - 1e-6));
      }),
    );
  });

  test("a group's cap holds in whole units", () => {
    const { limits, curves } = setting(
      [
        { before: 15, roas: 8, elasticity: 0.9 },
        { before: 15, roas: 7, elasticity: 0.9 },
        { before: 15, roas: 1, elasticity: 0.3 },
      ],
      1,
    );
    const grouped = {
      ...limits,
      campaigns: limits.campaigns.map((one, i) => (i < 2 ? { ...one, group: "g" } : one)),
      groups: [{ group: "g", min: 0, max: 31.5 }],
    };

    const { budgets } = bestBudgets(curves, grouped);
    const counts = wholeUnits(budgets, { curves, limits: grouped, unit: 1 });

    expect(present(counts[0]) + present(counts[1])).toBe(1);
    expect(counts[2]).toBe(-1);
  });
});
