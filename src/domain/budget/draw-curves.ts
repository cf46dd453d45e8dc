import { at, column, sum } from "./at.ts";
import type { CampaignEstimate } from "./campaign-estimate.ts";
import type { Goal } from "./portfolio.ts";
import { type RandomNumbers, randomNumbers } from "./random-normals.ts";
import type { Population, Populations } from "./shrink-elasticities.ts";

const DRAWS = 800;
const SEED = 20_261_124;
const LEAST_ELASTICITY = 0.02;
/** Variance of ln value per conversion: what it is for sure to vary by, and what falls with more conversions. */
const VALUE_VARIANCE = 0.05 ** 2;
const ORDER_VARIANCE = 0.64;

/** Draws of one campaign's curve V(x) = value·(x/reference)^elasticity, flat beyond `saturation`. */
export interface DrawnCurve {
  /** Value a day at the reference spend, a draw each. */
  readonly value: Float64Array;
  readonly elasticity: Float64Array;
  readonly reference: number;
  /** Spend that more budget does not raise; infinite where a campaign spends its budget. */
  readonly saturation: number;
}

/** The same draws for the same data: a suggestion asked for twice is the same suggestion. */
export function drawCurves(
  estimates: readonly CampaignEstimate[],
  populations: Populations,
  goal: Goal,
): DrawnCurve[] {
  const random = randomNumbers(SEED);
  const drawn = drawPopulations(populations, random);
  return estimates.map((estimate) => drawCurve(estimate, { drawn, random, goal }));
}

function drawPopulations({ grid, weights }: Populations, random: RandomNumbers): Population[] {
  // Systematic sampling: evenly spaced points on the cumulated weights, shuffled by a random stride's start.
  const offset = random.uniform();
  const drawn: Population[] = [];
  let cumulated = 0;
  for (const [i, population] of grid.entries()) {
    cumulated += at(weights, i);
    while (drawn.length < DRAWS && (drawn.length + offset) / DRAWS < cumulated) {
      drawn.push(population);
    }
  }
  const last = grid.at(-1);
  while (last !== undefined && drawn.length < DRAWS) drawn.push(last);
  return drawn;
}

interface DrawSetting {
  readonly drawn: readonly Population[];
  readonly random: RandomNumbers;
  readonly goal: Goal;
}

function drawCurve(estimate: CampaignEstimate, { drawn, random, goal }: DrawSetting): DrawnCurve {
  const { fit, ownElasticity, ownError, relativeRoas, valuePerConversion, running } = estimate;
  const { means, covariance } = fit.posterior;
  const [varLevel = 0, shared = 0, , , varElasticity = 1] = covariance;
  const levelGivenElasticity = Math.sqrt(Math.max(0, varLevel - shared ** 2 / varElasticity));
  const conversions = sum(fit.series.conversions);
  const ofValue =
    goal === "value" ? Math.sqrt(VALUE_VARIANCE + ORDER_VARIANCE / Math.max(conversions, 1)) : 0;
  const elasticity = Float64Array.from(drawn, ({ mean, slope, spread }) => {
    const precision = 1 / spread ** 2 + 1 / ownError ** 2;
    const centre =
      ((mean + slope * relativeRoas) / spread ** 2 + ownElasticity / ownError ** 2) / precision;
    const drawnOne = centre + random.normal() / Math.sqrt(precision);
    return Math.min(1, Math.max(LEAST_ELASTICITY, drawnOne));
  });
  const value = column(drawn.length, (draw) => {
    const turned = (shared / varElasticity) * (at(elasticity, draw) - at(means, 1));
    const noise = levelGivenElasticity * random.normal() + ofValue * random.normal();
    return running ? Math.exp(at(means, 0) + turned + noise) * valuePerConversion : 0;
  });
  const { spend, underDelivering } = fit.reference;
  return { value, elasticity, reference: spend, saturation: underDelivering ? spend : Infinity };
}

/** Value a day at a budget, one draw. */
export function drawnValue(curve: DrawnCurve, draw: number, budget: number): number {
  const value = at(curve.value, draw);
  if (value === 0 || budget <= 0) return 0;
  const ratio = Math.min(budget, curve.saturation) / curve.reference;
  return value * Math.exp(at(curve.elasticity, draw) * Math.log(ratio));
}

/** Mean value a day over the draws. */
export function meanValue(curve: DrawnCurve, budget: number): number {
  if (budget <= 0) return 0;
  const logRatio = Math.log(Math.min(budget, curve.saturation) / curve.reference);
  let total = 0;
  for (let draw = 0; draw < curve.value.length; draw++) {
    total += at(curve.value, draw) * Math.exp(at(curve.elasticity, draw) * logRatio);
  }
  return curve.value.length === 0 ? 0 : total / curve.value.length;
}
