import { at, column } from "../at.ts";
import type { Demand } from "./allocate.ts";

const SEGMENTS = 40;

/** A concave curve between two limits as equal segments with slopes that never rise. */
export interface SampledCurve extends Demand {
  /** Value gained above the value at `low`. */
  valueAt(spend: number): number;
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
  if (!(width > 0)) {
    return { low, high: low, dearest: 0, spendAt: () => low, valueAt: () => 0 };
  }
  const samples = column(SEGMENTS + 1, (point) => valueAt(low + width * point));
  let lowest = Infinity;
  const slopes = column(SEGMENTS, (segment) => {
    const slope = (at(samples, segment + 1) - at(samples, segment)) / width;
    lowest = Math.max(0, Math.min(lowest, slope));
    return lowest;
  });
  const gained = new Float64Array(SEGMENTS + 1);
  for (let i = 0; i < SEGMENTS; i++) gained[i + 1] = at(gained, i) + at(slopes, i) * width;
  return {
    low,
    high,
    dearest: at(slopes, 0),
    spendAt: (price) => {
      const taken = countAbove(slopes, price);
      return taken === SEGMENTS ? high : low + width * taken;
    },
    valueAt: (spend) => {
      const place = Math.min(SEGMENTS, Math.max(0, (spend - low) / width));
      const segment = Math.min(SEGMENTS - 1, Math.floor(place));
      return at(gained, segment) + at(slopes, segment) * (place - segment) * width;
    },
  };
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
