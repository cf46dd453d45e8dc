import type { CampaignEstimate } from "./campaign-estimate.ts";
import { logNormal, logSumExp } from "./log-density.ts";
import type { Method } from "./method.ts";

/** One way the portfolio's elasticities may be spread: b_i ~ N(mean + slope·z_i + clicks·k_i, spread²). */
export interface Population {
  readonly mean: number;
  /** Per unit of ln ROAS above the portfolio's mean. */
  readonly slope: number;
  /** Per unit of click elasticity above the portfolio's mean. */
  readonly clicks: number;
  readonly spread: number;
}

/** The grid of populations with their posterior weights, and ln of the evidence A of all that they say. */
export interface Populations {
  readonly grid: readonly Population[];
  readonly weights: Float64Array;
  readonly logEvidence: number;
}

const MEANS = Array.from({ length: 17 }, (_, i) => 0.2 + 0.05 * i);
const MEAN_PRIOR = { mean: 0.6, sd: 0.15 } as const;
const SLOPE_PRIOR = { mean: -0.1, sd: 0.2 } as const;
const CLICKS_PRIOR = { mean: 0.4, sd: 0.2 } as const;
const SPREAD_PRIOR_SD = 0.2;

function populationGrid({ roasSlopes, clickSlopes, spreads }: Method): Population[] {
  return MEANS.flatMap((mean) =>
    roasSlopes.flatMap((slope) =>
      clickSlopes.flatMap((clicks) => spreads.map((spread) => ({ mean, slope, clicks, spread }))),
    ),
  );
}

/**
 * Empirical Bayes over the portfolio, on an exact grid. The slope on z = relative ln ROAS is there because a high
 * average usually means a saturated campaign (brand, retargeting); the slope on k = relative click elasticity because
 * clicks show it with fifty times the counts.
 */
export function shrinkElasticities(
  estimates: readonly CampaignEstimate[],
  method: Method,
): Populations {
  const grid = populationGrid(method);
  const running = estimates.filter((one) => one.running);
  const priors = Float64Array.from(grid, logPrior);
  const scores = Float64Array.from(grid, (population, i) => {
    let score = priors[i] ?? 0;
    for (const estimate of running) {
      const { mean, variance } = expectedElasticity(population, estimate);
      score += logNormal(estimate.ownElasticity - mean, variance + estimate.ownError ** 2);
    }
    return score;
  });
  const total = logSumExp(scores);
  return {
    grid,
    weights: scores.map((score) => Math.exp(score - total)),
    logEvidence: total - logSumExp(priors),
  };
}

/** What a population says of one campaign's elasticity before the campaign's own data. */
export function expectedElasticity(
  { mean, slope, clicks, spread }: Population,
  { relativeRoas, relativeClicks }: CampaignEstimate,
): { mean: number; variance: number } {
  return {
    mean: mean + slope * relativeRoas + clicks * relativeClicks.mean,
    variance: spread * spread + clicks * clicks * relativeClicks.variance,
  };
}

function logPrior({ mean, slope, clicks, spread }: Population): number {
  return (
    -0.5 * ((mean - MEAN_PRIOR.mean) / MEAN_PRIOR.sd) ** 2 -
    0.5 * ((slope - SLOPE_PRIOR.mean) / SLOPE_PRIOR.sd) ** 2 -
    0.5 * ((clicks - CLICKS_PRIOR.mean) / CLICKS_PRIOR.sd) ** 2 -
    0.5 * (spread / SPREAD_PRIOR_SD) ** 2
  );
}

/** Variance of an elasticity before any data, for a campaign of this relative ROAS. */
export function priorVariance(relativeRoas: number): number {
  return MEAN_PRIOR.sd ** 2 + (SLOPE_PRIOR.sd * relativeRoas) ** 2 + 0.6 * SPREAD_PRIOR_SD ** 2;
}
