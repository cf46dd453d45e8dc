import { describe, expect, test } from "vitest";

import { balancedHypothesis } from "../../../../src/domain/budget/model/already-balanced.ts";
import type { CampaignEstimate } from "../../../../src/domain/budget/model/campaign-estimate.ts";
import { METHOD } from "../../../../src/domain/budget/model/method.ts";
import { shrinkElasticities } from "../../../../src/domain/budget/model/shrink-elasticities.ts";
import { present } from "../../../support/present.ts";

/** Campaigns of these ROAS and elasticities, each known to ±.04. */
function estimates(
  known: readonly (readonly [number, number])[],
  error = 0.04,
): CampaignEstimate[] {
  const mean = known.reduce((sum, [roas]) => sum + Math.log(roas), 0) / known.length;
  const blocks = { count: 2, logSpend: new Float64Array(2) };
  return known.map(
    ([roas, elasticity]) =>
      ({
        fit: { blocks },
        roas,
        ownElasticity: elasticity,
        ownError: error,
        relativeRoas: Math.log(roas) - mean,
        relativeClicks: { mean: 0, variance: 0.01, absolute: 0.8 },
        running: true,
      }) as unknown as CampaignEstimate,
  );
}

function probability(known: readonly (readonly [number, number])[], error?: number): number {
  const all = estimates(known, error);
  const { logEvidence } = shrinkElasticities(all, METHOD);
  return balancedHypothesis(all, logEvidence, METHOD).probability;
}

describe("balancedHypothesis", () => {
  const equal = [2, 2.5, 3, 3.5, 4, 5, 6, 7].map((roas) => [roas, 1.5 / roas] as const);
  const unequal = equal.map(([roas], i) => [roas, i % 2 === 0 ? 0.75 : 0.45] as const);

  test.for([
    ["marginal returns are equal", equal, 0.9, 1],
    ["they are not", unequal, 0, 0.05],
  ] as const)("is sure where %s and well known", ([, known, low, high]) => {
    expect(probability(known)).toBeGreaterThanOrEqual(low);
    expect(probability(known)).toBeLessThanOrEqual(high);
  });

  test("stays near its prior where nothing is known", () => {
    const p = probability(equal, 2);

    expect(p).toBeGreaterThan(0.15);
    expect(p).toBeLessThan(0.75);
  });
});

describe("shrinkElasticities", () => {
  test("finds the slope that high average returns go with low elasticities", () => {
    const all = estimates([1, 2, 3, 4, 6, 8].map((roas) => [roas, 0.9 - 0.3 * Math.log(roas)]));

    const { grid, weights } = shrinkElasticities(all, METHOD);

    const slope = grid.reduce((sum, one, i) => sum + present(weights[i]) * one.slope, 0);
    expect(slope).toBeLessThan(-0.2);
    expect(weights.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 9);
  });
});
