import { at } from "../at.ts";

/** Indices of a weighted grid at evenly spaced points of the cumulated weights (systematic sampling). */
export function systematicSample(weights: Float64Array, count: number): number[] {
  const drawn: number[] = [];
  let cumulated = 0;
  for (let i = 0; i < weights.length; i++) {
    cumulated += at(weights, i);
    while (drawn.length < count && (drawn.length + 0.5) / count < cumulated) drawn.push(i);
  }
  while (drawn.length < count) drawn.push(weights.length - 1);
  return drawn;
}
