import type { CampaignEstimate } from "./campaign-estimate.ts";
import { logNormal, logSumExp } from "./log-density.ts";

/** One way the portfolio's elasticities may be spread: b_i ~ N(mean + slope·z_i, spread²). */
export interface Population {
  readonly mean: number;
  readonly slope: number;
  readonly spread: number;
}

/** The grid of populations with their posterior weights, and ln of the evidence A of all that they say. */
export interface Populations {
  readonly grid: readonly Population[];
  readonly weights: Float64Array;
  readonly logEvidence: number;
}

const MEANS = Array.from({ length: 17 }, (_, i) => 0.2 + 0.05 * i);
const SLOPES = Array.from({ length: 21 }, (_, i) => -0.6 + 0.05 * i);
const SPREADS = [0.04, 0.08, 0.12, 0.17, 0.23, 0.3] as const;
const MEAN_PRIOR = { mean: 0.6, sd: 0.15 } as const;
const SLOPE_PRIOR = { mean: -0.1, sd: 0.2 } as const;
const SPREAD_PRIOR_SD = 0.2;

const GRID: readonly Population[] = MEANS.flatMap((mean) =>
  SLOPES.flatMap((slope) => SPREADS.map((spread) => ({ mean, slope, spread }))),
);

/**
 * Empirical Bayes over the portfolio, on an exact grid. The slope on z = relative ln ROAS is there because a high
 * average usually means a saturated campaign (brand, retargeting).
 */
export function shrinkElasticities(estimates: readonly CampaignEstimate[]): Populations {
  const running = estimates.filter((one) => one.running);
  const priors = Float64Array.from(GRID, logPrior);
  const scores = Float64Array.from(GRID, (population, i) => {
    let score = priors[i] ?? 0;
    for (const { ownElasticity, ownError, relativeRoas } of running) {
      const distance = ownElasticity - population.mean - population.slope * relativeRoas;
      score += logNormal(distance, population.spread ** 2 + ownError ** 2);
    }
    return score;
  });
  const total = logSumExp(scores);
  return {
    grid: GRID,
    weights: scores.map((score) => Math.exp(score - total)),
    logEvidence: total - logSumExp(priors),
  };
}

function logPrior({ mean, slope, spread }: Population): number {
  return (
    -0.5 * ((mean - MEAN_PRIOR.mean) / MEAN_PRIOR.sd) ** 2 -
    0.5 * ((slope - SLOPE_PRIOR.mean) / SLOPE_PRIOR.sd) ** 2 -
    0.5 * (spread / SPREAD_PRIOR_SD) ** 2
  );
}

/** Variance of an elasticity before any data, for a campaign of this relative ROAS. */
export function priorVariance(relativeRoas: number): number {
  return MEAN_PRIOR.sd ** 2 + (SLOPE_PRIOR.sd * relativeRoas) ** 2 + 0.6 * SPREAD_PRIOR_SD ** 2;
}
