import { at, column } from "../at.ts";
import type { GridFit, Posterior } from "./fit-campaign.ts";

/** How much the other campaigns say of a campaign's own drift and noise. */
const SHARED_EVIDENCE = 0.3;

/**
 * One posterior per campaign from its fits over the noise grid: weights ∝ exp(own evidence + 0.3 × the others'), mean
 * and covariance of the mixture (within + between).
 */
export function mixFits(fits: readonly (readonly GridFit[])[]): Posterior[] {
  const total = column(fits[0]?.length ?? 0, (point) =>
    fits.reduce((sum, grid) => sum + (grid[point]?.logEvidence ?? 0), 0),
  );
  return fits.map((grid) => {
    const scores = grid.map(
      ({ logEvidence }, point) => logEvidence + SHARED_EVIDENCE * (at(total, point) - logEvidence),
    );
    const highest = Math.max(...scores);
    const weights = scores.map((score) => Math.exp(score - highest));
    const norm = weights.reduce((sum, weight) => sum + weight, 0);
    return mixture(
      grid,
      weights.map((weight) => weight / norm),
    );
  });
}

function mixture(grid: readonly GridFit[], weights: readonly number[]): Posterior {
  const means = new Float64Array(3);
  for (const [point, fit] of grid.entries()) {
    for (const [i, mean] of fit.means.entries()) {
      means[i] = at(means, i) + at(weights, point) * mean;
    }
  }
  const covariance = new Float64Array(9);
  for (const [point, fit] of grid.entries()) {
    const apart = fit.means.map((mean, i) => mean - at(means, i));
    for (let cell = 0; cell < 9; cell++) {
      const between = at(apart, Math.floor(cell / 3)) * at(apart, cell % 3);
      covariance[cell] =
        at(covariance, cell) + at(weights, point) * (at(fit.covariance, cell) + between);
    }
  }
  return { means, covariance };
}
