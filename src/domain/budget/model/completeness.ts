import { at, column } from "../at.ts";
import type { Restatement } from "../portfolio.ts";

/** Ages at which a day's conversions still grow; from here on a day counts as complete. */
export const SETTLED_AGE = 14;

/** Share of a day's conversions that has arrived at each age in days, from 0; 1 beyond the end. */
export type Completeness = Float64Array;

/** So many conversions of the usual shares are mixed with what the triangle shows. */
const USUAL_CONVERSIONS = 30;

/**
 * Development factors of the restatement triangle (chain ladder), pooled over channels: f_a = (ΣC_{a+1} + 1)/(ΣC_a + 1)
 * over every channel-day known at both ages, and F(a) = Π_{j ≥ a} 1/max(1, f_j).
 * `usual` is the share that days usually show at each age: where the triangle is thin, it stands in.
 */
export function completenessOf(
  restatements: readonly Restatement[],
  usual?: readonly number[],
): Completeness {
  const cells = new Map<string, Float64Array>();
  for (const { channel, day, ageDays, conversions } of restatements) {
    if (ageDays < 0 || ageDays > SETTLED_AGE) continue;
    const key = `${day} ${channel}`;
    let ages = cells.get(key);
    if (ages === undefined) {
      ages = column(SETTLED_AGE + 1, () => Number.NaN);
      cells.set(key, ages);
    }
    ages[ageDays] = conversions;
  }
  const arrived = new Float64Array(SETTLED_AGE + 1).fill(1);
  for (let age = SETTLED_AGE - 1; age >= 0; age--) {
    arrived[age] =
      at(arrived, age + 1) / Math.max(1, developmentFactor(cells.values(), age, usual));
  }
  return arrived;
}

function developmentFactor(
  cells: Iterable<Float64Array>,
  age: number,
  usual: readonly number[] = [],
): number {
  let before = 1 + USUAL_CONVERSIONS * (usual[age] ?? 0);
  let after = 1 + USUAL_CONVERSIONS * (usual[age + 1] ?? 0);
  for (const ages of cells) {
    const here = at(ages, age);
    const next = at(ages, age + 1);
    if (Number.isNaN(here) || Number.isNaN(next)) continue;
    before += here;
    after += next;
  }
  return after / before;
}

/** The share that has arrived, a row a day; figures were read `readLater` days after the last row. */
export function arrivedByRow(
  completeness: Completeness,
  { days, readLater }: { readonly days: number; readonly readLater: number },
): Float64Array {
  return column(days, (row) => completeness[days - 1 - row + readLater] ?? 1);
}
