import type { Target } from "./campaign.ts";
import { addDays, type Day, type DayRange, daysIn } from "./day.ts";
import { type Metric, metricOf } from "./kpi.ts";
import { majorUnits } from "./money.ts";
import { type DailyTotals, within } from "./summary.ts";
import { sumTotals } from "./totals.ts";

/** Slack's native chart takes no more. */
export const MAX_POINTS = 20;

/** One point of a trend: a day, or several whole days added up before the ratio. */
export interface TrendPoint {
  readonly range: DayRange;
  /** Undefined where a ratio has no denominator, or no day of the bucket has numbers. */
  readonly value: number | undefined;
}

export interface Trend {
  readonly metric: Metric;
  readonly points: readonly TrendPoint[];
  /** Days in a bucket, the same for all. */
  readonly bucketDays: number;
  /** The constant second line, in the metric's unit. */
  readonly target: number | undefined;
}

/** A metric by day, or by equal buckets of whole days where there would be more than `MAX_POINTS`. */
export function trendOf(
  metric: Metric,
  daily: readonly DailyTotals[],
  options: { readonly range: DayRange; readonly target: Target | undefined },
): Trend {
  const buckets = bucketsOf(options.range);
  const points = buckets.map((range) => {
    const days = within(daily, range);
    return { range, value: days.length === 0 ? undefined : metricOf(metric, sumTotals(days)) };
  });
  return {
    metric,
    points,
    bucketDays: daysIn(buckets[0] ?? options.range),
    target: targetLine(metric, options.target),
  };
}

/** The KPI that a campaign is read by: its target's unless it needs a value that is not tracked, else ROAS where there is value, else CPA. */
export function leadMetric(
  target: Target | undefined,
  totals: { readonly valueMicros: bigint },
  withoutValue = false,
): "cpa" | "roas" {
  if (withoutValue) return "cpa";
  return target?.metric ?? (totals.valueMicros > 0n ? "roas" : "cpa");
}

/**
 * Buckets of equal length, none beyond the range. They are aligned to its newest day, so that the last point is
 * whole; where the length does not divide, the oldest days that would make a short bucket are left out.
 */
function bucketsOf(range: DayRange): DayRange[] {
  const days = daysIn(range);
  const width = Math.ceil(days / MAX_POINTS);
  const count = Math.floor(days / width);
  const first: Day = addDays(range.to, 1 - count * width);
  return Array.from({ length: count }, (_, index) => {
    const from = addDays(first, index * width);
    return { from, to: addDays(from, width - 1) };
  });
}

function targetLine(metric: Metric, target: Target | undefined): number | undefined {
  if (target === undefined || target.metric !== metric) return undefined;
  return target.metric === "cpa" ? majorUnits(target.micros) : target.ratio;
}
