import type { Condition, Rule } from "../../../domain/alerting/rule.ts";
import { addDays, type Day, type DayRange, daysIn } from "../../../domain/day.ts";
import { type Metric, metricUnit, SUM_NAMES } from "../../../domain/kpi.ts";
import { currencyDigits } from "../../../domain/money.ts";
import type { DailyTotals } from "../../../domain/summary.ts";
import { type Trend, trendOf } from "../../../domain/trend.ts";
import { type DataVisualizationBlock, lineChart } from "../data-visualization.ts";
import { counted, type NumberStyle } from "../format.ts";
import { metricName } from "../metric-name.ts";
import { pointLabel, roundTo, stepWords } from "../trend-chart.ts";

export interface LimitChartInput {
  readonly rule: Pick<Rule, "metric" | "when">;
  readonly daily: readonly DailyTotals[];
  readonly range: DayRange;
  /** The limit, and the days that it is for. */
  readonly limit: number;
  readonly window: DayRange;
  readonly subject: string;
}

export interface LimitChart {
  /** At most one: none where fewer than two points have a figure. */
  readonly blocks: readonly DataVisualizationBlock[];
  /** What the chart leaves out, and how its limit is to be read. */
  readonly note: string | undefined;
}

/** A metric by day with its limit as a second line; spend alone where the metric has fewer than two points. */
export function limitChart(input: LimitChartInput, style: NumberStyle): LimitChart {
  const { daily, range, rule } = input;
  if (daily.length === 0) return { blocks: [], note: undefined };
  const trend = trendOf(rule.metric, daily, { range, target: undefined });
  const points = pointsOf(trend);
  if (points.length >= 2) {
    const left = trend.points.length - points.length;
    return {
      blocks: [chartOf({ input, trend, points, limit: limitLine(input, trend) }, style)],
      note: sentences([left > 0 ? leftOut(trend, left) : "", limitNote(input)]),
    };
  }
  const spend = trendOf("spend", daily, { range, target: undefined });
  const spent = pointsOf(spend);
  if (spent.length < 2) return { blocks: [], note: undefined };
  return {
    blocks: [chartOf({ input, trend: spend, points: spent, limit: undefined }, style)],
    note: `The chart shows spend: fewer than two points have a ${metricName(rule.metric)}.`,
  };
}

interface Point {
  readonly from: Day;
  readonly value: number;
}

interface Drawing {
  readonly input: LimitChartInput;
  readonly trend: Trend;
  readonly points: readonly Point[];
  readonly limit: { readonly name: string; readonly value: number } | undefined;
}

function chartOf(
  { input, trend, points, limit }: Drawing,
  { currency }: NumberStyle,
): DataVisualizationBlock {
  const { metric } = trend;
  const scale = metricUnit(metric) === "percent" ? 100 : 1;
  const largest = Math.max(...points.map(({ value }) => Math.abs(value)), limit?.value ?? 0);
  const digits = digitsOf(metric, { currency, largest });
  const drawn = (value: number): number => roundTo(value * scale, digits);
  return lineChart({
    title: `${metricName(metric)} ${stepWords(trend)}, ${input.subject}`,
    xLabel: trend.bucketDays === 1 ? "Day" : `First of ${trend.bucketDays} days`,
    yLabel: axisWords(metric, currency),
    categories: points.map(({ from }) => pointLabel(from, input.range)),
    lines: [
      { name: metricName(metric), values: points.map(({ value }) => drawn(value)) },
      ...(limit === undefined
        ? []
        : [{ name: limit.name, values: points.map(() => drawn(limit.value)) }]),
    ],
  });
}

function pointsOf(trend: Trend): Point[] {
  return trend.points.flatMap(({ range, value }) =>
    value === undefined ? [] : [{ from: range.from, value }],
  );
}

/** A ratio's limit holds for a day as for a week; a sum's is spread over the days that it is for. */
function limitLine({ rule, limit, window }: LimitChartInput, trend: Trend): Drawing["limit"] {
  if (!isSum(rule.metric)) return { name: "Limit", value: limit };
  const perDay = limit / daysOfLimit(rule.when, window);
  const { bucketDays } = trend;
  const name = bucketDays === 1 ? "Limit per day" : `Limit per ${bucketDays} days`;
  return { name, value: perDay * bucketDays };
}

function limitNote({ rule, window }: LimitChartInput): string {
  if (!isSum(rule.metric)) return "";
  const days = daysOfLimit(rule.when, window);
  return days === 1 ? "" : `The limit is for ${counted(days, "day")}; the chart spreads it evenly.`;
}

function daysOfLimit(when: Condition, window: DayRange): number {
  return when.kind === "pace" ? monthDays(window.to) : Math.max(1, daysIn(window));
}

function monthDays(day: Day): number {
  const first = `${day.slice(0, -2)}01`;
  const next = addDays(first, 31);
  return 31 - Number(next.slice(-2)) + 1;
}

function isSum(metric: Metric): boolean {
  return SUM_NAMES.some((sum) => sum === metric);
}

/** Cheap clicks need more decimals than the currency has. */
function digitsOf(
  metric: Metric,
  { currency, largest }: { readonly currency: string; readonly largest: number },
): number {
  if (metricUnit(metric) !== "money") return 2;
  return currencyDigits(currency) + (largest < 1 && !isSum(metric) ? 2 : 0);
}

function axisWords(metric: Metric, currency: string): string {
  switch (metricUnit(metric)) {
    case "money":
      return `${metricName(metric)} (${currency})`;
    case "percent":
      return `${metricName(metric)} (%)`;
    case "multiple":
      return "ROAS (value per spend)";
    case "count":
      return metricName(metric);
  }
}

function leftOut({ bucketDays, metric }: Trend, missing: number): string {
  const what =
    bucketDays === 1
      ? counted(missing, "day")
      : counted(missing, `stretch of ${bucketDays} days`, `stretches of ${bucketDays} days`);
  return `The chart leaves out ${what} without a ${metricName(metric)}.`;
}

function sentences(all: readonly string[]): string | undefined {
  const said = all.filter((one) => one !== "").join(" ");
  return said === "" ? undefined : said;
}
