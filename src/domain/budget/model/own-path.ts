import { at } from "../at.ts";
import type { Blocks } from "./budget-blocks.ts";

const MEMORY_DAYS = 21;

/** What was expected of each day, before and with the day's demand. */
export interface DailyFit {
  readonly fitted: Float64Array;
  readonly effects: Float64Array;
}

/**
 * How far a campaign stood above or below its fit over time, a factor a row: block ratios (Σy + 2)/(Σfit·e^δ + 2), logs
 * smoothed by weights exp(−|Δt|/21 days).
 */
export function ownPath(blocks: Blocks, { fitted, effects }: DailyFit): Float64Array {
  const days = fitted.length;
  if (blocks.count === 0) return new Float64Array(days).fill(1);
  const points = blocks.rows.map((rows, block): Point => {
    const expected = rows.reduce(
      (sum, row) => sum + at(fitted, row) * Math.exp(at(effects, row)),
      0,
    );
    const log = Math.log((at(blocks.conversions, block) + 2) / (expected + 2));
    return { row: days - 1 - at(blocks.age, block), log };
  });
  const early = decayedSums(points.toReversed(), days);
  const late = decayedSums(
    points.map(({ row, log }) => ({ row: days - 1 - row, log })),
    days,
  );
  return early.weighted.map((weighted, row) => {
    const weights = at(early.weights, row) + at(late.weights, days - 1 - row);
    return Math.exp((weighted + at(late.weighted, days - 1 - row)) / weights);
  });
}

interface Point {
  readonly row: number;
  readonly log: number;
}

/**
 * Σ e^{−(row − point)/21}·log over the points before each row, in one pass over both. A point on a row belongs to the
 * rows before it here and to the rows after it from the other end, half each.
 */
function decayedSums(points: readonly Point[], days: number) {
  const weighted = new Float64Array(days);
  const weights = new Float64Array(days);
  const decay = Math.exp(-1 / MEMORY_DAYS);
  let sum = 0;
  let count = 0;
  let next = 0;
  for (let row = 0; row < days; row++) {
    sum *= decay;
    count *= decay;
    let onRow = 0;
    for (let point = points[next]; point !== undefined && point.row <= row; point = points[next]) {
      const weight = Math.exp(-(row - point.row) / MEMORY_DAYS);
      sum += weight * point.log;
      count += weight;
      if (point.row === row) onRow = point.log;
      next += 1;
    }
    const shared = points[next - 1]?.row === row ? 0.5 : 0;
    weighted[row] = sum - shared * onRow;
    weights[row] = count - shared;
  }
  return { weighted, weights };
}
