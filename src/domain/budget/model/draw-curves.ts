import { at, column, sum } from "../at.ts";
import type { Goal } from "../portfolio.ts";
import {
  type Balance,
  balancedElasticity,
  type BalancedHypothesis,
  chasingBias,
} from "./already-balanced.ts";
import type { CampaignEstimate } from "./campaign-estimate.ts";
import { type RandomNumbers, randomNumbers } from "./random-normals.ts";
import { expectedElasticity, type Population, type Populations } from "./shrink-elasticities.ts";
import { systematicSample } from "./systematic-sample.ts";

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

/** The draws of all campaigns: from `balancedFrom` on they are of a world where nothing is to be gained. */
export interface Draws {
  readonly curves: readonly DrawnCurve[];
  readonly count: number;
  readonly balancedFrom: number;
}

/** What is believed before a draw: a population of elasticities, or returns that are equal already. */
type Belief =
  | { readonly kind: "population"; readonly population: Population }
  | { readonly kind: "balanced"; readonly balance: Balance };

/**
 * Draws from both hypotheses in proportion to their probability, so that a plan is judged where nothing is to be gained
 * too. The same draws for the same data: a suggestion asked for twice is the same suggestion.
 */
export function drawCurves(
  estimates: readonly CampaignEstimate[],
  { populations, balanced, goal }: DrawInput,
): Draws {
  const ofBalanced = Math.round(balanced.probability * DRAWS);
  const random = randomNumbers(SEED);
  const beliefs = drawBeliefs({ populations, balanced, goal }, ofBalanced);
  return {
    curves: estimates.map((estimate) => drawCurve(estimate, { beliefs, random, goal })),
    count: DRAWS,
    balancedFrom: DRAWS - ofBalanced,
  };
}

export interface DrawInput {
  readonly populations: Populations;
  readonly balanced: BalancedHypothesis;
  readonly goal: Goal;
}

function drawBeliefs({ populations, balanced }: DrawInput, ofBalanced: number): Belief[] {
  const free = systematicSample(populations.weights, DRAWS - ofBalanced);
  const equal = systematicSample(balanced.weights, ofBalanced);
  return [
    ...free.flatMap((i): Belief[] => {
      const population = populations.grid[i];
      return population === undefined ? [] : [{ kind: "population", population }];
    }),
    ...equal.flatMap((i): Belief[] => {
      const balance = balanced.grid[i];
      return balance === undefined ? [] : [{ kind: "balanced", balance }];
    }),
  ];
}

interface DrawSetting {
  readonly beliefs: readonly Belief[];
  readonly random: RandomNumbers;
  readonly goal: Goal;
}

function drawCurve(estimate: CampaignEstimate, { beliefs, random, goal }: DrawSetting): DrawnCurve {
  const { fit, valuePerConversion, running } = estimate;
  const { means, covariance } = fit.posterior;
  const [varLevel = 0, shared = 0, , , varElasticity = 1] = covariance;
  const levelGivenElasticity = Math.sqrt(Math.max(0, varLevel - shared ** 2 / varElasticity));
  const conversions = Math.max(1, sum(fit.series.conversions));
  const ofValue = goal === "value" ? Math.sqrt(VALUE_VARIANCE + ORDER_VARIANCE / conversions) : 0;
  const elasticity = Float64Array.from(beliefs, (belief) => {
    const { mean, variance } = elasticityGiven(belief, estimate);
    const drawn = mean + Math.sqrt(variance) * random.normal();
    return Math.min(1, Math.max(LEAST_ELASTICITY, drawn));
  });
  const value = column(beliefs.length, (draw) => {
    const turned = (shared / varElasticity) * (at(elasticity, draw) - at(means, 1));
    const noise = levelGivenElasticity * random.normal() + ofValue * random.normal();
    return running ? Math.exp(at(means, 0) + turned + noise) * valuePerConversion : 0;
  });
  const { spend, underDelivering } = fit.reference;
  return { value, elasticity, reference: spend, saturation: underDelivering ? spend : Infinity };
}

/** The campaign's own data and a belief, each weighed by its precision. */
function elasticityGiven(
  belief: Belief,
  estimate: CampaignEstimate,
): { mean: number; variance: number } {
  const { fit, roas, ownElasticity, ownError } = estimate;
  if (belief.kind === "population") {
    const expected = expectedElasticity(belief.population, estimate);
    return combined(expected, { mean: ownElasticity, variance: ownError ** 2 });
  }
  const { balance } = belief;
  return combined(
    { mean: roas > 0 ? balancedElasticity(balance, roas) : 1, variance: balance.spread ** 2 },
    { mean: ownElasticity - chasingBias(balance, fit.blocks), variance: ownError ** 2 },
  );
}

interface Normal {
  readonly mean: number;
  readonly variance: number;
}

function combined(a: Normal, b: Normal): Normal {
  const precision = 1 / a.variance + 1 / b.variance;
  return {
    mean: (a.mean / a.variance + b.mean / b.variance) / precision,
    variance: 1 / precision,
  };
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
  if (budget <= 0 || curve.reference <= 0) return 0;
  const logRatio = Math.log(Math.min(budget, curve.saturation) / curve.reference);
  let total = 0;
  for (let draw = 0; draw < curve.value.length; draw++) {
    total += at(curve.value, draw) * Math.exp(at(curve.elasticity, draw) * logRatio);
  }
  return curve.value.length === 0 ? 0 : total / curve.value.length;
}
