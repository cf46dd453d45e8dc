import type { CampaignEstimate } from "./campaign-estimate.ts";
import { logNormal, logSumExp } from "./log-density.ts";

const PRICES = 60;
const SPREADS = [0.03, 0.06] as const;
const MEAN_PRIOR = { mean: 0.6, sd: 0.2 } as const;
export const PRIOR_BALANCED = 0.2;

/**
 * The probability that marginal returns are equal already: then b_i = min(1, m/ROAS_i) for one marginal return m. Its
 * evidence B, a plain mean over ln m and the spread, stands against the evidence A of a free population.
 */
export function probabilityBalanced(
  estimates: readonly CampaignEstimate[],
  logEvidenceFree: number,
  prior: number = PRIOR_BALANCED,
): number {
  const running = estimates.filter((one) => one.running);
  if (running.length === 0 || prior === 0) return 0;
  const logs = running.map(({ roas }) => Math.log(roas));
  const lowest = Math.min(...logs) - 2.5;
  const highest = Math.max(...logs);
  const scores = Array.from({ length: PRICES }, (_, i) => {
    const price = Math.exp(lowest + ((highest - lowest) * i) / (PRICES - 1));
    return SPREADS.map((spread) => logScore(running, price, spread));
  }).flat();
  const logEvidence = logSumExp(scores) - Math.log(scores.length);
  const odds = (prior / (1 - prior)) * Math.exp(logEvidence - logEvidenceFree);
  return Number.isFinite(odds) ? odds / (1 + odds) : 1;
}

function logScore(running: readonly CampaignEstimate[], price: number, spread: number): number {
  let score = 0;
  let total = 0;
  for (const { roas, ownElasticity, ownError } of running) {
    const elasticity = Math.min(1, price / roas);
    total += elasticity;
    score += logNormal(ownElasticity - elasticity, spread ** 2 + ownError ** 2);
  }
  const mean = total / running.length;
  return score - 0.5 * ((mean - MEAN_PRIOR.mean) / MEAN_PRIOR.sd) ** 2;
}
