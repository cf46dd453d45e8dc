import { at, column } from "../at.ts";
import type { Blocks } from "./budget-blocks.ts";
import { invertSymmetric } from "./invert-symmetric.ts";
import type { Method } from "./method.ts";
import { type Whitened, whiten } from "./random-walk-regression.ts";

/** Prior of the elasticity b and of the curvature c; the level α has none to speak of. */
const PRIOR_ELASTICITY = 0.6;
const PRIOR_CURVATURE = -0.06;
const PRIOR_MEANS = [0, PRIOR_ELASTICITY, PRIOR_CURVATURE] as const;
const PRIOR_LEVEL_PRECISION = 1e-6;

/** What the fit takes from the method. */
export type FitMethod = Pick<Method, "drifts" | "excesses" | "curvatureSd">;

interface Noise {
  readonly drift: number;
  readonly excess: number;
  readonly priorPrecisions: readonly number[];
}

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

/**
 * The start values, for a campaign of too few blocks: elasticity as before any data, the level as sure as its
 * conversions are many (Poisson) and what a block varies by beyond that.
 */
export function startPosterior(level: number, conversions: number): Posterior {
  const varLevel = 1 / (conversions + 1) + LEVEL_VARIANCE;
  return {
    means: Float64Array.of(level, PRIOR_ELASTICITY, 0),
    covariance: Float64Array.of(varLevel, 0, 0, 0, 1, 0, 0, 0, 1),
  };
}

const LEVEL_VARIANCE = 0.02;

const LEAST_PRECISION = 0.001;

/** The elasticity that the data alone show, and its standard error: the fit's N(.6, 1) prior divided out. */
export function withoutPrior({ means, covariance }: Posterior): { mean: number; error: number } {
  const precision = 1 / at(covariance, WIDTH + 1);
  const own = Math.max(precision - 1, LEAST_PRECISION);
  return {
    mean: (at(means, 1) * precision - PRIOR_ELASTICITY) / own,
    error: 1 / Math.sqrt(own),
  };
}

/**
 * ln E[Y] = ln E + α + b·l + c·l² by iterated generalised least squares at every point of the noise grid: a Poisson
 * count with excess variance over a level that drifts back from today, so that α is today's.
 */
export function fitCampaign(blocks: Blocks, level: number, method: FitMethod): GridFit[] {
  const priorPrecisions = [PRIOR_LEVEL_PRECISION, 1, 1 / method.curvatureSd ** 2];
  return method.drifts.flatMap((drift) =>
    method.excesses.map((excess) => fitAt(blocks, level, { drift, excess, priorPrecisions })),
  );
}

function fitAt(blocks: Blocks, level: number, { drift, excess, priorPrecisions }: Noise): GridFit {
  let fit: GridFit = { ...startPosterior(level, 0), logEvidence: 0 };
  const rows = {
    ages: blocks.age,
    noise: new Float64Array(blocks.count),
    table: new Float64Array(blocks.count * (WIDTH + 1)),
    width: WIDTH + 1,
  };
  for (let round = 0; round < ROUNDS; round++) {
    linearise(blocks, fit.means, { ...rows, excess });
    fit = solveNormal(whiten(rows, drift), priorPrecisions);
  }
  return fit;
}

/** Fills in design, working response and variance of the Poisson link at the present fit. */
function linearise(
  blocks: Blocks,
  means: Float64Array,
  { noise, table, excess }: { noise: Float64Array; table: Float64Array; excess: number },
): void {
  const level = at(means, 0);
  const elasticity = at(means, 1);
  const curvature = at(means, 2);
  for (let block = 0; block < blocks.count; block++) {
    const l = at(blocks.logSpend, block);
    const eta = level + (elasticity + curvature * l) * l;
    const mean = at(blocks.exposure, block) * Math.exp(eta);
    const floor = Math.max(mean, 0.3);
    const step = (at(blocks.conversions, block) - mean) / floor;
    const row = block * (WIDTH + 1);
    table[row] = 1;
    table[row + 1] = l;
    table[row + 2] = l * l;
    table[row + WIDTH] = eta + Math.min(3, Math.max(-3, step));
    noise[block] = 1 / floor + excess;
  }
}

function solveNormal(
  { products, logDeterminant: logDeterminantOfNoise }: Whitened,
  priorPrecisions: readonly number[],
): GridFit {
  const width = WIDTH + 1;
  const precision = new Float64Array(WIDTH * WIDTH);
  const right = new Float64Array(WIDTH);
  for (let i = 0; i < WIDTH; i++) {
    for (let j = 0; j < WIDTH; j++)
      precision[i * WIDTH + j] = at(products, Math.max(i, j) * width + Math.min(i, j));
    precision[i * WIDTH + i] = at(precision, i * WIDTH + i) + at(priorPrecisions, i);
    right[i] = at(products, WIDTH * width + i) + at(priorPrecisions, i) * at(PRIOR_MEANS, i);
  }
  const { inverse, logDeterminant } = invertSymmetric(precision);
  const means = column(WIDTH, (i) => {
    let value = 0;
    for (let j = 0; j < WIDTH; j++) value += at(inverse, i * WIDTH + j) * at(right, j);
    return value;
  });
  // At the solution r′V⁻¹r + e′Pe = z′V⁻¹z + m′Pm − β′(X′V⁻¹z + Pm).
  let misfit = at(products, WIDTH * width + WIDTH);
  for (let i = 0; i < WIDTH; i++) {
    misfit += at(priorPrecisions, i) * at(PRIOR_MEANS, i) ** 2 - at(means, i) * at(right, i);
  }
  return {
    means,
    covariance: inverse,
    logEvidence: -0.5 * (logDeterminantOfNoise + logDeterminant + misfit),
  };
}
