import type { Demand } from "./allocate.ts";
import { at, column } from "./at.ts";

const SEGMENTS = 40;

/** A concave curve between two limits as equal segments with slopes that never rise. */
export interface SampledCurve extends Demand {
  readonly slopes: Float64Array;
}

/**
 * A curve on 41 points from low to high. Slopes are a running minimum: where the samples are not concave a later segment
 * counts no more than the ones before it.
 */
export function sampleCurve(
  { low, high }: { readonly low: number; readonly high: number },
  valueAt: (spend: number) => number,
): SampledCurve {
  const width = (high - low) / SEGMENTS;
  if (!(width > 0)) return { low, high: low, slopes: new Float64Array(0), spendAt: () => low };
  const values = column(SEGMENTS + 1, (point) => valueAt(low + width * point));
  let lowest = Infinity;
  const slopes = column(SEGMENTS, (segment) => {
    lowest = Math.min(lowest, (at(values, segment + 1) - at(values, segment)) / width);
    return lowest;
  });
  const spendAt = (price: number): number => {
    const taken = countAbove(slopes, price);
    return taken === SEGMENTS ? high : low + width * taken;
  };
  return { low, high, slopes, spendAt };
}

/** How many of the falling slopes exceed the price, by halving. */
function countAbove(slopes: Float64Array, price: number): number {
  let above = 0;
  let rest = slopes.length;
  while (above < rest) {
    const middle = (above + rest) >> 1;
    if (at(slopes, middle) > price) above = middle + 1;
    else rest = middle;
  }
  return above;
}
