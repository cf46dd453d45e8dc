import { majorUnits } from "./money.ts";
import type { Totals } from "./totals.ts";

export const KPI_NAMES = ["cpa", "roas", "ctr", "cvr", "cpc", "cpm", "aov"] as const;
/** A ratio of two sums. */
export type KpiName = (typeof KPI_NAMES)[number];

export const SUM_NAMES = ["spend", "impressions", "clicks", "conversions", "value"] as const;
export type SumName = (typeof SUM_NAMES)[number];

export const METRICS = [...KPI_NAMES, ...SUM_NAMES] as const;
export type Metric = KpiName | SumName;

/** Ratios in major units or as fractions (CTR 0.02 is 2 %); undefined where the denominator is zero. */
export type Kpis = Readonly<Record<KpiName, number | undefined>>;

/** KPIs of sums: the sums first, then the ratio, never a mean of ratios. */
export function kpisOf(totals: Totals): Kpis {
  const spend = majorUnits(totals.spendMicros);
  const value = majorUnits(totals.valueMicros);
  return {
    cpa: ratio(spend, totals.conversions),
    roas: ratio(value, spend),
    ctr: ratio(totals.clicks, totals.impressions),
    cvr: ratio(totals.conversions, totals.clicks),
    cpc: ratio(spend, totals.clicks),
    cpm: ratio(spend * 1000, totals.impressions),
    aov: ratio(value, totals.conversions),
  };
}

/** Any metric of the same sums: a KPI, or a sum (money in major units). */
export function metricOf(metric: Metric, totals: Totals): number | undefined {
  switch (metric) {
    case "spend":
      return majorUnits(totals.spendMicros);
    case "value":
      return majorUnits(totals.valueMicros);
    case "impressions":
    case "clicks":
    case "conversions":
      return totals[metric];
    default:
      return kpisOf(totals)[metric];
  }
}

/** How a metric is written: in the account's currency, as a share, as a multiple, or as a count. */
export function metricUnit(metric: Metric): "money" | "percent" | "multiple" | "count" {
  switch (metric) {
    case "ctr":
    case "cvr":
      return "percent";
    case "roas":
      return "multiple";
    case "impressions":
    case "clicks":
    case "conversions":
      return "count";
    default:
      return "money";
  }
}

/** True for metrics that say nothing where no value is tracked. */
export function needsValue(metric: Metric): boolean {
  return metric === "roas" || metric === "value" || metric === "aov";
}

/** Which direction is good news; spend is neither. */
export function betterWhen(metric: Metric): "higher" | "lower" | "neither" {
  switch (metric) {
    case "cpa":
    case "cpc":
    case "cpm":
      return "lower";
    case "spend":
      return "neither";
    default:
      return "higher";
  }
}

/** Relative change, 0.25 for a quarter more; undefined where there is nothing to compare with. */
export function relativeChange(
  now: number | undefined,
  before: number | undefined,
): number | undefined {
  if (now === undefined || before === undefined || before === 0) return undefined;
  return (now - before) / Math.abs(before);
}

function ratio(numerator: number, denominator: number): number | undefined {
  return denominator === 0 ? undefined : numerator / denominator;
}
