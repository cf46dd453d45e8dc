import { at } from "./at.ts";

/** A quantile of ascending values, in a straight line between neighbours; 0 of none. */
export function quantile(sorted: Float64Array, share: number): number {
  if (sorted.length === 0) return 0;
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const above = Math.min(sorted.length - 1, below + 1);
  return at(sorted, below) + (place - below) * (at(sorted, above) - at(sorted, below));
}
