import { poissonAtLeast, poissonAtMost } from "./distributions.ts";

/** Multiples of the observed CPA. */
export interface CpaRange {
  readonly from: number;
  readonly to: number;
}

/**
 * Where the true CPA lies, as multiples of the observed one, when `conversions` were counted: ten conversions leave it
 * between 0.54 and 2.09 at a confidence of 0.95. The exact interval of a Poisson mean (Garwood, Biometrika 28 (1936)
 * 437), turned over. Undefined without conversions, when no CPA was observed.
 */
export function trueCpaRange(conversions: number, confidence: number): CpaRange | undefined {
  if (!(conversions > 0)) return undefined;
  const tail = (1 - confidence) / 2;
  const most = firstMean((mean) => poissonAtMost(conversions, mean) <= tail);
  const least = firstMean((mean) => poissonAtLeast(conversions, mean) > tail);
  return { from: conversions / most, to: conversions / least };
}

/** The natural logarithms between which a mean is sought, and the halvings that leave no digit of it open. */
const LOWEST = -690;
const HIGHEST = 35;
const HALVINGS = 60;

/** The mean from which on something holds. */
function firstMean(holds: (mean: number) => boolean): number {
  let low = LOWEST;
  let high = HIGHEST;
  for (let step = 0; step < HALVINGS; step += 1) {
    const middle = (low + high) / 2;
    if (holds(Math.exp(middle))) high = middle;
    else low = middle;
  }
  return Math.exp(high);
}
