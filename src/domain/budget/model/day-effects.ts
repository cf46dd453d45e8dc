import { at, column } from "../at.ts";

const HALF_WINDOW = 2;
const LEVEL_DAYS = 28;

/** What all campaigns together had on each day, and what their fits expected of it. */
export interface DaySums {
  readonly conversions: Float64Array;
  readonly fitted: Float64Array;
  readonly weekdays: Uint8Array;
  readonly campaigns: number;
  /** Conversions that hold weekday factors, and the common movement of one campaign, to one. */
  readonly weekdayConversions: number;
  readonly commonConversions: number;
}

/**
 * ln of the demand that all campaigns share, a row a day: a weekday factor ln((Σy + 60)/(Σfit + 60)) and a common
 * movement ln((Σ₅y + κ)/(Σ₅fit·e^w + κ)) over a centred 5-day window, κ = 1200/n, less its mean over the last 28 days:
 * levels are today's, so demand is measured from today's.
 */
export function dayEffects(sums: DaySums): Float64Array {
  const { conversions, fitted, weekdays, campaigns } = sums;
  const days = conversions.length;
  const factor = weekdayFactors(sums);
  const expected = column(
    days,
    (row) => at(fitted, row) * Math.exp(factor[at(weekdays, row)] ?? 0),
  );
  const kappa = sums.commonConversions / campaigns;
  const common = column(days, (row) => {
    const from = Math.max(0, row - HALF_WINDOW);
    const to = row + HALF_WINDOW + 1;
    const had = total(conversions.subarray(from, to)) + kappa;
    return Math.log(had / (total(expected.subarray(from, to)) + kappa));
  });
  const late = common.subarray(Math.max(0, days - LEVEL_DAYS));
  const level = total(late) / Math.max(1, late.length);
  return column(days, (row) => (factor[at(weekdays, row)] ?? 0) + at(common, row) - level);
}

function weekdayFactors(sums: DaySums): number[] {
  const { conversions, fitted, weekdays, weekdayConversions } = sums;
  return Array.from({ length: 7 }, (_, weekday) => {
    let had = weekdayConversions;
    let expected = weekdayConversions;
    for (const [row, day] of weekdays.entries()) {
      if (day !== weekday) continue;
      had += at(conversions, row);
      expected += at(fitted, row);
    }
    return Math.log(had / expected);
  });
}

function total(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}
