import { at, column } from "./at.ts";
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
  const logs = blocks.rows.map((rows, block) => {
    const expected = rows.reduce(
      (sum, row) => sum + at(fitted, row) * Math.exp(at(effects, row)),
      0,
    );
    return Math.log((at(blocks.conversions, block) + 2) / (expected + 2));
  });
  return column(days, (row) => {
    const age = days - 1 - row;
    let weighted = 0;
    let weights = 0;
    for (let block = 0; block < blocks.count; block++) {
      const weight = Math.exp(-Math.abs(at(blocks.age, block) - age) / MEMORY_DAYS);
      weighted += weight * at(logs, block);
      weights += weight;
    }
    return Math.exp(weighted / weights);
  });
}
