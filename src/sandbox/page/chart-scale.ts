import type { ChartModel } from "./chart-model.ts";

const STEPS = [1, 2, 2.5, 5, 10];

/** Round values for an axis from at most the least to at least the greatest figure, about five of them. */
export function niceTicks(least: number, most: number, wanted = 5): number[] {
  const span = most - least || Math.abs(most) || 1;
  const rough = span / (wanted - 1);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * (STEPS.find((each) => each * power >= rough * 0.999) ?? 10);
  const first = Math.floor(least / step + 1e-9);
  const last = Math.max(Math.ceil(most / step - 1e-9), first + 1);
  // Rounding keeps 0.30000000000000004 off the axis.
  return Array.from({ length: last - first + 1 }, (_, index) => {
    return Number(((first + index) * step).toPrecision(12));
  });
}

/** Bars and areas begin at zero; so do lines, unless their figures lie close together far from it. */
export function chartTicks({ kind, series }: ChartModel): number[] {
  const values = series.flatMap((each) => each.values).filter((value) => value !== undefined);
  if (values.length === 0) return niceTicks(0, 1);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const fromZero = kind !== "line" || least < 0.6 * most;
  return niceTicks(fromZero ? Math.min(0, least) : least, fromZero ? Math.max(0, most) : most);
}

/** Which categories get a label when they need so many pixels each: the last one always does. */
export function labelledEvery(count: number, width: number, labelWidth: number): number {
  return Math.max(1, Math.ceil((count * labelWidth) / Math.max(width, 1)));
}
