import { type Day, daysIn, type DayRange } from "../../domain/day.ts";
import { metricOf } from "../../domain/kpi.ts";
import { currencyDigits } from "../../domain/money.ts";
import { type DailyTotals, within } from "../../domain/summary.ts";
import { sumTotals } from "../../domain/totals.ts";
import type { Trend } from "../../domain/trend.ts";
import { type DataVisualizationBlock, lineChart } from "./data-visualization.ts";
import { counted, type NumberStyle } from "./format.ts";
import { metricName } from "./metric-name.ts";
import { dayOfYear, dayWords } from "./period-words.ts";

export interface TrendChart {
  /** At most one: none where fewer than two points have a figure. */
  readonly blocks: readonly DataVisualizationBlock[];
  /** What the chart leaves out, and why. */
  readonly note: string | undefined;
}

export interface TrendChartInput {
  readonly trend: Trend;
  readonly daily: readonly DailyTotals[];
  readonly range: DayRange;
  /** Whose numbers they are. */
  readonly subject: string;
  /** Points with a later day are marked: they are still filling up. Undefined: none is. */
  readonly settledThrough?: Day | undefined;
}

interface Point {
  readonly range: DayRange;
  readonly value: number;
}

/** A line of the trend with its target; a line of spend where the ratio is defined on fewer than two points. */
export function trendChart(input: TrendChartInput, style: NumberStyle): TrendChart {
  const { trend, range } = input;
  const ratio = trend.points.flatMap(definedPoint);
  if (ratio.length >= 2) {
    return {
      blocks: [chartOf(input, style, { metric: trend.metric, points: ratio })],
      note: notesOf(trend, range, leftOut(trend, ratio.length)),
    };
  }
  const spend = trend.points.flatMap((point) => definedPoint(spendPoint(point.range, input.daily)));
  if (spend.length < 2) return { blocks: [], note: undefined };
  const why = `The chart shows spend: fewer than two points have a ${metricName(trend.metric)}.`;
  return {
    blocks: [chartOf(input, style, { metric: "spend", points: spend })],
    note: notesOf(trend, range, why),
  };
}

/** Decimals that a point is given with. */
export function pointDigits(metric: "spend" | Trend["metric"], currency: string): number {
  return metric === "roas" ? 2 : currencyDigits(currency);
}

/** `CPA (USD)`, `ROAS (value per spend)`. */
export function axisLabel(metric: "spend" | Trend["metric"], currency: string): string {
  return metric === "roas" ? "ROAS (value per spend)" : `${metricName(metric)} (${currency})`;
}

/** The day that a point begins on; with its year where the range holds more than one. */
export function pointLabel(from: string, range: DayRange): string {
  return range.from.slice(0, -6) === range.to.slice(0, -6) ? dayOfYear(from) : dayWords(from);
}

/** `by day`, `by 5 days`. */
export function stepWords(trend: Trend): string {
  return trend.bucketDays === 1 ? "by day" : `by ${trend.bucketDays} days`;
}

export function roundTo(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

function chartOf(
  { trend, range, subject, settledThrough }: TrendChartInput,
  { currency }: NumberStyle,
  line: { readonly metric: "spend" | Trend["metric"]; readonly points: readonly Point[] },
): DataVisualizationBlock {
  const digits = pointDigits(line.metric, currency);
  const { target } = trend;
  const values = line.points.map(({ value }) => roundTo(value, digits));
  const targets = values.map(() => roundTo(target ?? 0, digits));
  const shown = target !== undefined && line.metric === trend.metric;
  return lineChart({
    title: `${metricName(line.metric)} ${stepWords(trend)}, ${subject}`,
    xLabel: trend.bucketDays === 1 ? "Day" : `First of ${trend.bucketDays} days`,
    yLabel: axisLabel(line.metric, currency),
    categories: line.points.map((point) => {
      const filling = settledThrough !== undefined && point.range.to > settledThrough;
      return `${pointLabel(point.range.from, range)}${filling ? " ⏳" : ""}`;
    }),
    lines: [
      { name: metricName(line.metric), values },
      ...(shown ? [{ name: "Target", values: targets }] : []),
    ],
  });
}

function definedPoint(point: Trend["points"][number]): Point[] {
  return point.value === undefined ? [] : [{ range: point.range, value: point.value }];
}

function spendPoint(range: DayRange, daily: readonly DailyTotals[]): Trend["points"][number] {
  const days = within(daily, range);
  return { range, value: days.length === 0 ? undefined : metricOf("spend", sumTotals(days)) };
}

function leftOut(trend: Trend, shown: number): string | undefined {
  const missing = trend.points.length - shown;
  if (missing === 0) return undefined;
  const unit = trend.bucketDays === 1 ? "day" : `stretch of ${trend.bucketDays} days`;
  const many = trend.bucketDays === 1 ? "days" : `stretches of ${trend.bucketDays} days`;
  return `The chart leaves out ${counted(missing, unit, many)} without a ${metricName(trend.metric)}.`;
}

function notesOf(trend: Trend, range: DayRange, what: string | undefined): string | undefined {
  const older = daysIn(range) - trend.bucketDays * trend.points.length;
  const short =
    older > 0
      ? `It begins ${counted(older, "day")} into the period, to keep all points equal.`
      : "";
  const words = [what, short].filter((text) => text !== undefined && text !== "").join(" ");
  return words === "" ? undefined : words.replace(/^It begins/, "The chart begins");
}
