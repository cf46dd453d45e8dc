import type { CampaignSummary } from "../../domain/summary.ts";
import { type Trend, trendOf } from "../../domain/trend.ts";
import { type DataVisualizationBlock, lineChart } from "./data-visualization.ts";
import { metricName } from "./metric-name.ts";
import { axisLabel, pointDigits, pointLabel, roundTo, stepWords } from "./trend-chart.ts";

/** Two campaigns in the same period, in the order in which they were named. */
export interface Comparison {
  readonly a: CampaignSummary;
  readonly b: CampaignSummary;
}

/** A line for each campaign over the points at which both have the metric; a note says why there is none. */
export function compareChart(
  { a, b }: Comparison,
  metric: "cpa" | "roas",
): { readonly blocks: DataVisualizationBlock[]; readonly note: string | undefined } {
  const name = metricName(metric);
  if (metric === "cpa" && a.currency !== b.currency) {
    return { blocks: [], note: `No chart: ${a.currency} and ${b.currency} do not fit one axis.` };
  }
  if (a.period.from !== b.period.from || a.period.to !== b.period.to) {
    return { blocks: [], note: "No chart: the period is other days in each account's zone." };
  }
  const range = a.period;
  const [one, other] = [a, b].map(({ daily }) =>
    trendOf(metric, daily, { range, target: undefined }),
  );
  const points = pairs(one, other);
  if (one === undefined || points.length < 2) {
    return { blocks: [], note: `No chart: fewer than two days on which both have a ${name}.` };
  }
  const digits = pointDigits(metric, a.currency);
  const block = lineChart({
    title: `${name} ${stepWords(one)}, A and B`,
    xLabel: one.bucketDays === 1 ? "Day" : `First of ${one.bucketDays} days`,
    yLabel: axisLabel(metric, a.currency),
    categories: points.map(({ from }) => pointLabel(from, range)),
    lines: [
      { name: `A ${a.campaign.name}`, values: points.map((point) => roundTo(point.a, digits)) },
      { name: `B ${b.campaign.name}`, values: points.map((point) => roundTo(point.b, digits)) },
    ],
  });
  const missing = one.points.length - points.length;
  const note = `The chart shows only the points at which both have a ${name}: ${points.length} of ${one.points.length}.`;
  return { blocks: [block], note: missing > 0 ? note : undefined };
}

function pairs(
  one: Trend | undefined,
  other: Trend | undefined,
): { readonly from: string; readonly a: number; readonly b: number }[] {
  return (one?.points ?? []).flatMap(({ range, value: a }, index) => {
    const b = other?.points[index]?.value;
    return a === undefined || b === undefined ? [] : [{ from: range.from, a, b }];
  });
}
