import type { Blocks } from "./budget-blocks.ts";
import type { CampaignEstimate } from "./campaign-estimate.ts";
import { logNormal, logSumExp } from "./log-density.ts";
import type { Method } from "./method.ts";

/** One way that marginal returns may be equal already: b_i = min(1, price/ROAS_i), seen through what chasing adds. */
export interface Balance {
  /** The marginal return that all campaigns share. */
  readonly price: number;
  readonly spread: number;
  /** Covariance of ln spend with demand of which days know nothing: budgets raised when sales were rising anyway. */
  readonly chase: number;
}

export interface BalancedHypothesis {
  /** P_B: the posterior probability that nothing is to be gained. */
  readonly probability: number;
  readonly grid: readonly Balance[];
  /** Given the hypothesis. */
  readonly weights: Float64Array;
}

const PRICES = 60;
const SPREADS = [0.03, 0.06] as const;
const MEAN_PRIOR = { mean: 0.6, sd: 0.2 } as const;

/**
 * The probability that marginal returns are equal already. Its evidence B, a mean over ln price, spread and chase, stands
 * against the evidence A of a free population.
 */
export function balancedHypothesis(
  estimates: readonly CampaignEstimate[],
  logEvidenceFree: number,
  { priorBalanced: prior, chases }: Method,
): BalancedHypothesis {
  const running = estimates.filter((one) => one.running);
  if (running.length === 0 || prior === 0) {
    return { probability: 0, grid: [], weights: new Float64Array(0) };
  }
  const grid = balances(running, chases);
  const scores = Float64Array.from(
    grid,
    ({ share, ...balance }) => Math.log(share) + logScore(running, balance),
  );
  const total = logSumExp(scores);
  const shares = grid.reduce((sum, { share }) => sum + share, 0);
  const odds = (prior / (1 - prior)) * Math.exp(total - Math.log(shares) - logEvidenceFree);
  return {
    probability: Number.isFinite(odds) ? odds / (1 + odds) : 1,
    grid,
    weights: scores.map((score) => Math.exp(score - total)),
  };
}

function balances(
  running: readonly CampaignEstimate[],
  chases: Method["chases"],
): (Balance & { share: number })[] {
  const logs = running.map(({ roas }) => Math.log(roas));
  const lowest = Math.min(...logs) - 2.5;
  const width = (Math.max(...logs) - lowest) / (PRICES - 1);
  return Array.from({ length: PRICES }, (_, i) => Math.exp(lowest + width * i)).flatMap((price) =>
    chases.flatMap(({ chase, share }) =>
      SPREADS.map((spread) => ({ price, spread, chase, share })),
    ),
  );
}

function logScore(running: readonly CampaignEstimate[], balance: Balance): number {
  let score = 0;
  let total = 0;
  for (const { fit, roas, ownElasticity, ownError } of running) {
    const elasticity = balancedElasticity(balance, roas);
    total += elasticity;
    const distance = ownElasticity - chasingBias(balance, fit.blocks) - elasticity;
    score += logNormal(distance, balance.spread ** 2 + ownError ** 2);
  }
  const mean = total / running.length;
  return score - 0.5 * ((mean - MEAN_PRIOR.mean) / MEAN_PRIOR.sd) ** 2;
}

const LEAST_VARIANCE = 0.01;
const LEAST_BLOCKS = 3;
const LARGEST_FACTOR = 40;

/** What chasing adds to a campaign's own elasticity: covariance/variance of ln spend, as for any omitted variable. */
export function chasingBias({ chase }: Balance, { count, logSpend }: Blocks): number {
  if (chase === 0 || count < LEAST_BLOCKS) return 0;
  const mean = logSpend.reduce((total, l) => total + l, 0) / count;
  const variance = logSpend.reduce((total, l) => total + (l - mean) ** 2, 0) / count;
  return chase * Math.min(LARGEST_FACTOR, 1 / (variance + LEAST_VARIANCE));
}

/** The elasticity that makes a campaign's marginal return the price. */
export function balancedElasticity({ price }: Balance, roas: number): number {
  return Math.min(1, price / roas);
}
