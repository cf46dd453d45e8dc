import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

import type { LagRow } from "./lag-rows.ts";

/** The share of a measure that a day shows at each age, from 0; 1 beyond the end. It never falls with age. */
export interface LagCurve {
  readonly shares: Float64Array;
  /** Equally likely curves: how sure `shares` are. */
  readonly draws: readonly Float64Array[];
}

const DRAWS = 200;
const SEED = 20_260_101;
/** So many conversions of the platform's curve are mixed with the account's own. */
const PRIOR_CONVERSIONS = 30;
/** How far the platform's late share may be off, as a standard deviation of its logarithm. */
const PRIOR_DOUBT = 0.5;
const MOST_LATE = 0.9;

/**
 * Chain ladder, shrunk: from each age to the next a day grows by f = (ΣC₊ + K·p₊) / (ΣC + K·p), summed over the days
 * that were seen at both ages, p being the platform's curve and K so many conversions' worth of it; never by less than
 * 1. The share at an age is the product of 1/f from there on. The draws weigh the days anew (Bayesian bootstrap, Rubin
 * 1981) and doubt the platform's late share. `unit` is what one conversion is worth in the measure.
 */
export function lagCurve(rows: readonly LagRow[], prior: Float64Array, unit = 1): LagCurve {
  const even = new Float64Array(rows.length).fill(1);
  const worth = PRIOR_CONVERSIONS * unit;
  const generator = xoroshiro128plus(SEED);
  const uniform = (): number => 1 - uniformFloat64(generator);
  const draws = Array.from({ length: DRAWS }, () => {
    const doubt = Math.exp(PRIOR_DOUBT * normal(uniform));
    const weights = even.map(() => -Math.log(uniform()));
    return chain(rows, { prior: doubted(prior, doubt), worth, weights });
  });
  return { shares: chain(rows, { prior, worth, weights: even }), draws };
}

interface Weighing {
  readonly prior: Float64Array;
  readonly worth: number;
  readonly weights: Float64Array;
}

function chain(rows: readonly LagRow[], { prior, worth, weights }: Weighing): Float64Array {
  const oldest = prior.length - 1;
  const before = prior.map((share) => worth * share);
  const after = Float64Array.from(prior, (_, age) => worth * (prior[age + 1] ?? 1));
  for (const [index, { amounts, first, last }] of rows.entries()) {
    const weight = weights[index] ?? 0;
    for (let age = Math.max(0, first); age < last; age++) {
      before[age] = (before[age] ?? 0) + weight * (amounts[age] ?? 0);
      after[age] = (after[age] ?? 0) + weight * (amounts[age + 1] ?? 0);
    }
  }
  const shares = Float64Array.from(prior);
  for (let age = oldest - 1; age >= 0; age--) {
    const [from = 0, to = 0] = [before[age], after[age]];
    shares[age] = (shares[age + 1] ?? 1) / (from > 0 ? Math.max(1, to / from) : 1);
  }
  return shares;
}

function doubted(prior: Float64Array, factor: number): Float64Array {
  return prior.map((share) => 1 - Math.min(MOST_LATE, (1 - share) * factor));
}

/** Box & Muller. */
function normal(uniform: () => number): number {
  return Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}
