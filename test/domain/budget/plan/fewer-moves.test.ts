import { describe, expect, test } from "vitest";

import type { AccountLimits } from "../../../../src/domain/budget/plan/budget-limits.ts";
import { fewerMoves } from "../../../../src/domain/budget/plan/fewer-moves.ts";
import { sampleCurve } from "../../../../src/domain/budget/plan/sampled-curve.ts";
import { present } from "../../../support/present.ts";

const ELASTICITIES = [0.9, 0.88, 0.62, 0.6, 0.58, 0.3, 0.2];
const BASE = new Float64Array(ELASTICITIES.length).fill(100);
const LIMITS: AccountLimits = {
  campaigns: ELASTICITIES.map((_, i) => ({
    id: `c${i}`,
    before: 100,
    low: 80,
    high: 120,
    lowBy: "step",
    highBy: "step",
  })),
  groups: [],
  total: 700,
};
const CURVES = ELASTICITIES.map((b, i) =>
  sampleCurve(present(LIMITS.campaigns[i]), (spend) => 300 * (spend / 100) ** b),
);

function planned(sparing: { keep: number; mostCampaigns: number }) {
  const budgets = fewerMoves({ curves: CURVES, limits: LIMITS, base: BASE }, sparing);
  const gain = CURVES.reduce(
    (sum, curve, i) => sum + curve.valueAt(present(budgets[i])) - curve.valueAt(100),
    0,
  );
  const moved = budgets.filter((one) => Math.abs(one - 100) > 1e-9).length;
  return { budgets, gain, moved };
}

describe("fewerMoves", () => {
  const all = planned({ keep: 1, mostCampaigns: Infinity });

  test.for([
    [0.9, Infinity],
    [0.6, Infinity],
    [0.99, Infinity],
  ] as const)(
    "keeps %d of the gain with fewer campaigns, and the total",
    ([keep, mostCampaigns]) => {
      const fewer = planned({ keep, mostCampaigns });

      expect(fewer.gain).toBeGreaterThanOrEqual(keep * all.gain);
      expect(fewer.moved).toBeLessThanOrEqual(all.moved);
      expect(fewer.budgets.reduce((sum, one) => sum + one, 0)).toBeCloseTo(700, 6);
    },
  );

  test("two campaigns alone are the strongest and the weakest", () => {
    const { budgets, moved } = planned({ keep: 0.9, mostCampaigns: 2 });

    expect(moved).toBe(2);
    expect(budgets[0]).toBeCloseTo(120, 6);
    expect(budgets[6]).toBeCloseTo(80, 6);
  });
});
