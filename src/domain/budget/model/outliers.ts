import { at } from "../at.ts";

const EXCESS = 0.06;

/**
 * A day without any conversion where so many were to be expected has lost its tracking: chance alone does that once in
 * ten thousand days (negative binomial with the same excess).
 */
const LOST_EXPECTED = 12;

/** Marks days with |y − f|/√(max(f, .5) + .06 f²) > limit (4): counted double, or half; and lost days. 1 is an outlier. */
export function outlierDays(
  conversions: Float64Array,
  expected: Float64Array,
  limit: number,
): Uint8Array {
  return Uint8Array.from(conversions, (had, row) => {
    const fit = at(expected, row);
    const spread = Math.sqrt(Math.max(fit, 0.5) + EXCESS * fit * fit);
    const lost = had === 0 && fit >= LOST_EXPECTED && Number.isFinite(limit);
    return lost || Math.abs(had - fit) / spread > limit ? 1 : 0;
  });
}
