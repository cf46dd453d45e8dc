import { at, column } from "./at.ts";
import type { Blocks } from "./budget-blocks.ts";
import { invertPositive } from "./cholesky.ts";
import { whiten } from "./random-walk-regression.ts";

/** Prior of the elasticity b and of the curvature c; the level α has none to speak of. */
export const PRIOR_ELASTICITY = 0.6;
const PRIOR_CURVATURE = -0.06;
const PRIOR_MEANS = [0, PRIOR_ELASTICITY, PRIOR_CURVATURE] as const;
const PRIOR_PRECISIONS = [1e-6, 1, 1 / 0.05 ** 2] as const;

/** Variance a day of the level's random walk, and variance of a block beyond Poisson. */
const DRIFTS = [0, 2e-5, 1e-4, 4e-4, 1.6e-3] as const;
const EXCESSES = [0, 0.003, 0.012, 0.04] as const;
export const NOISE_GRID = DRIFTS.flatMap((drift) => EXCESSES.map((excess) => ({ drift, excess })));

const ROUNDS = 4;
const LEAST_BLOCKS = 3;
const WIDTH = 3;

/** α, b, c with their covariance (row-major 3 × 3). */
export interface Posterior {
  readonly means: Float64Array;
  readonly covariance: Float64Array;
}

/** The fit at one point of the noise grid, and how well that point explains the blocks. */
export interface GridFit extends Posterior {
  readonly logEvidence: number;
}

/** ln of conversions a day at the reference spend if elasticity were the prior's: where the fit starts. */
export function startLevel(blocks: Blocks): number {
  let arrived = 0.5;
  let expected = 0;
  for (let block = 0; block < blocks.count; block++) {
    arrived += at(blocks.conversions, block);
    expected +=
      at(blocks.exposure, block) * Math.exp(PRIOR_ELASTICITY * at(blocks.logSpend, block));
  }
  return Math.log(arrived / Math.max(expected, 1e-9));
}

export function hasTooFewBlocks(blocks: Blocks): boolean {
  return blocks.count < LEAST_BLOCKS;
}

/** The start values with an identity covariance, for a campaign of too few blocks. */
export function startPosterior(level: number): Posterior {
  return {
    means: Float64Array.of(level, PRIOR_ELASTICITY, 0),
    covariance: Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1),
  };
}

/**
 * ln E[Y] = ln E + α + b·l + c·l² by iterated generalised least squares at every point of the noise grid: a Poisson
 * count with excess variance over a level that drifts back from today, so that α is today's.
 */
export function fitCampaign(blocks: Blocks, level: number): GridFit[] {
  return NOISE_GRID.map((noise) => fitAt(blocks, level, noise));
}

function fitAt(
  blocks: Blocks,
  level: number,
  { drift, excess }: (typeof NOISE_GRID)[number],
): GridFit {
  let fit: GridFit = { ...startPosterior(level), logEvidence: 0 };
  for (let round = 0; round < ROUNDS; round++) {
    const { response, noise } = linearised(blocks, fit.means, excess);
    const columns = [
      new Float64Array(blocks.count).fill(1),
      blocks.logSpend,
      blocks.logSpend.map((l) => l * l),
      response,
    ];
    const whitened = whiten({ ages: blocks.age, noise, columns }, drift);
    fit = solveNormal(whitened.products, whitened.logDeterminant);
  }
  return fit;
}

/** Working response and variance of the Poisson link at the present fit. */
function linearised(blocks: Blocks, means: Float64Array, excess: number) {
  const response = new Float64Array(blocks.count);
  const noise = new Float64Array(blocks.count);
  for (let block = 0; block < blocks.count; block++) {
    const l = at(blocks.logSpend, block);
    const eta = at(means, 0) + (at(means, 1) + at(means, 2) * l) * l;
    const mean = at(blocks.exposure, block) * Math.exp(eta);
    const floor = Math.max(mean, 0.3);
    const step = (at(blocks.conversions, block) - mean) / floor;
    response[block] = eta + Math.min(3, Math.max(-3, step));
    noise[block] = 1 / floor + excess;
  }
  return { response, noise };
}

function solveNormal(products: Float64Array, logDeterminantOfNoise: number): GridFit {
  const width = WIDTH + 1;
  const precision = new Float64Array(WIDTH * WIDTH);
  const right = new Float64Array(WIDTH);
  for (let i = 0; i < WIDTH; i++) {
    for (let j = 0; j < WIDTH; j++) precision[i * WIDTH + j] = at(products, i * width + j);
    precision[i * WIDTH + i] = at(precision, i * WIDTH + i) + at(PRIOR_PRECISIONS, i);
    right[i] = at(products, i * width + WIDTH) + at(PRIOR_PRECISIONS, i) * at(PRIOR_MEANS, i);
  }
  const { inverse, logDeterminant } = invertPositive(precision, WIDTH);
  const means = column(WIDTH, (i) => {
    let value = 0;
    for (let j = 0; j < WIDTH; j++) value += at(inverse, i * WIDTH + j) * at(right, j);
    return value;
  });
  // At the solution r′V⁻¹r + e′Pe = z′V⁻¹z + m′Pm − β′(X′V⁻¹z + Pm).
  let misfit = at(products, WIDTH * width + WIDTH);
  for (let i = 0; i < WIDTH; i++) {
    misfit += at(PRIOR_PRECISIONS, i) * at(PRIOR_MEANS, i) ** 2 - at(means, i) * at(right, i);
  }
  return {
    means,
    covariance: inverse,
    logEvidence: -0.5 * (logDeterminantOfNoise + logDeterminant + misfit),
  };
}
