import { at } from "../at.ts";
import type { CampaignEstimate } from "./campaign-estimate.ts";
import type { Draws } from "./draw-curves.ts";
import { priorVariance } from "./shrink-elasticities.ts";

/** What the data have taught of one campaign's elasticity: 1 − posterior variance/prior variance. */
export function elasticityInformation(
  estimate: CampaignEstimate,
  elasticity: Float64Array,
): number {
  const mean = elasticity.reduce((total, one) => total + one, 0) / Math.max(1, elasticity.length);
  const variance =
    elasticity.reduce((total, one) => total + (one - mean) ** 2, 0) /
    Math.max(1, elasticity.length);
  return 1 - variance / priorVariance(estimate.relativeRoas);
}

/** Σ|Δx|·(what is known of its campaign)/Σ|Δx|: how much of a plan rests on data and not on the prior. */
export function planInformation(
  estimates: readonly CampaignEstimate[],
  draws: Draws,
  changes: Float64Array,
): number {
  let known = 0;
  let moved = 0;
  for (const [i, estimate] of estimates.entries()) {
    const change = Math.abs(at(changes, i));
    const curve = draws.curves[i];
    if (change === 0 || curve === undefined) continue;
    known +=
      change * elasticityInformation(estimate, curve.elasticity.subarray(0, draws.balancedFrom));
    moved += change;
  }
  return moved === 0 ? 0 : known / moved;
}
