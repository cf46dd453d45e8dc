import { sum } from "./at.ts";
import type { CampaignEstimate } from "./campaign-estimate.ts";
import type { CampaignFit } from "./fit-account.ts";
import { PRIOR_ELASTICITY } from "./fit-campaign.ts";

const LEAST_PRECISION = 0.001;
const FARTHEST_ROAS = 2;

/** ROAS_i = e^α·(value per conversion)/r, and the elasticity with the fit's N(.6, 1) prior divided out. */
export function estimateCampaigns(
  fits: readonly CampaignFit[],
  valuesPerConversion: readonly number[],
): CampaignEstimate[] {
  const estimates = fits.map((fit, i) => estimate(fit, valuesPerConversion[i] ?? 1));
  const running = estimates.filter((one) => one.running);
  const weights = running.map(({ fit }) => Math.sqrt(fit.reference.spend));
  const weighted = running.map(({ roas }, i) => Math.log(roas) * (weights[i] ?? 0));
  const mean = sum(weighted) / sum(weights);
  return estimates.map((one) => ({ ...one, relativeRoas: one.running ? clipped(one, mean) : 0 }));
}

function clipped({ roas }: { roas: number }, mean: number): number {
  return Math.min(FARTHEST_ROAS, Math.max(-FARTHEST_ROAS, Math.log(roas) - mean));
}

function estimate(
  fit: CampaignFit,
  valuePerConversion: number,
): Omit<CampaignEstimate, "relativeRoas"> {
  const { series, reference, posterior } = fit;
  const [level = 0, elasticity = 0] = posterior.means;
  const precision = 1 / (posterior.covariance[4] ?? 1);
  const own = Math.max(precision - 1, LEAST_PRECISION);
  const roas = reference.spend > 0 ? (Math.exp(level) * valuePerConversion) / reference.spend : 0;
  return {
    fit,
    valuePerConversion,
    roas,
    ownElasticity: (elasticity * precision - PRIOR_ELASTICITY) / own,
    ownError: 1 / Math.sqrt(own),
    running: series.currentBudget > 0 && roas > 0,
  };
}
