import type { Day } from "../day.ts";

/** What one day of an account showed so many days later. */
export interface LagCell {
  readonly day: Day;
  readonly ageDays: number;
  readonly conversions: number;
  /** Major units. */
  readonly value: number;
}

/** One day's figure by age; NaN before the first look and after the last. */
export interface LagRow {
  readonly amounts: Float64Array;
  readonly first: number;
  readonly last: number;
}

/**
 * A row a day. Where no load looked at an age between two others, what came between them is spread as `shares` say that
 * it usually comes.
 */
export function lagRows(
  cells: readonly LagCell[],
  measure: "conversions" | "value",
  shares: Float64Array,
): LagRow[] {
  const days = new Map<Day, Float64Array>();
  for (const cell of cells) {
    if (cell.ageDays < 0 || cell.ageDays >= shares.length) continue;
    const amounts = days.get(cell.day) ?? new Float64Array(shares.length).fill(Number.NaN);
    amounts[cell.ageDays] = cell[measure];
    days.set(cell.day, amounts);
  }
  return [...days.entries()]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, amounts]) => filled(amounts, shares));
}

function filled(amounts: Float64Array, shares: Float64Array): LagRow {
  let first = -1;
  let last = -1;
  for (let age = 0; age < amounts.length; age++) {
    if (Number.isNaN(amounts[age])) continue;
    if (last >= 0) bridge(amounts, { from: last, to: age, shares });
    if (first < 0) first = age;
    last = age;
  }
  return { amounts, first, last };
}

function bridge(
  amounts: Float64Array,
  {
    from,
    to,
    shares,
  }: { readonly from: number; readonly to: number; readonly shares: Float64Array },
): void {
  const [before = 0, after = 0] = [amounts[from], amounts[to]];
  const [start = 0, end = 0] = [shares[from], shares[to]];
  for (let age = from + 1; age < to; age++) {
    const usual = end > start ? ((shares[age] ?? 1) - start) / (end - start) : 1;
    amounts[age] = before + (after - before) * usual;
  }
}
