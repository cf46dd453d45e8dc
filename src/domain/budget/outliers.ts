import { at } from "./at.ts";

const EXCESS = 0.06;

/** Marks days with |y − f|/√(max(f, .5) + .06 f²) > limit (4): tracking lost, or counted double. 1 is an outlier. */
export function outlierDays(
  conversions: Float64Array,
  expected: Float64Array,
  limit: number,
): Uint8Array {
  return Uint8Array.from(conversions, (had, row) => {
    const fit = at(expected, row);
    const spread = Math.sqrt(Math.max(fit, 0.5) + EXCESS * fit * fit);
    return Math.abs(had - fit) / spread > limit ? 1 : 0;
  });
}
