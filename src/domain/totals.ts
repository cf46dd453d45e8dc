import type { Micros } from "./money.ts";

/** Sums of one campaign-day, or of any number of them. Conversions may be fractional (attribution models share them). */
export interface Totals {
  readonly spendMicros: Micros;
  readonly impressions: number;
  readonly clicks: number;
  readonly conversions: number;
  readonly valueMicros: Micros;
}

export const NO_TOTALS: Totals = {
  spendMicros: 0n,
  impressions: 0,
  clicks: 0,
  conversions: 0,
  valueMicros: 0n,
};

export function addTotals(a: Totals, b: Totals): Totals {
  return {
    spendMicros: a.spendMicros + b.spendMicros,
    impressions: a.impressions + b.impressions,
    clicks: a.clicks + b.clicks,
    conversions: roundConversions(a.conversions + b.conversions),
    valueMicros: a.valueMicros + b.valueMicros,
  };
}

export function sumTotals(all: Iterable<Totals>): Totals {
  let sum = NO_TOTALS;
  for (const one of all) sum = addTotals(sum, one);
  return sum;
}

/** Conversions to the millionth: a sum of fractions shows no floating-point tail, whatever order it was added in. */
export function roundConversions(conversions: number): number {
  return Math.round(conversions * 1e6) / 1e6;
}
