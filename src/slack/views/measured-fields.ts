import type { Target } from "../../domain/campaign.ts";
import { type Metric, metricOf } from "../../domain/kpi.ts";
import { type Compared, comparedFigure } from "./compared-figure.ts";
import type { NumberStyle } from "./format.ts";
import { metricName } from "./metric-name.ts";
import { targetFigure, targetGap } from "./target-gap.ts";

interface MeasuredPeriod extends Compared {
  readonly target?: Target | undefined;
}

const SHOWN: readonly Metric[] = [
  "spend",
  "conversions",
  "cpa",
  "value",
  "roas",
  "ctr",
  "cvr",
  "cpc",
];

/** What a metric is made of: where none of it was ever counted, the metric says nothing. */
const MADE_OF: Readonly<Partial<Record<Metric, Metric>>> = {
  value: "value",
  roas: "value",
  ctr: "impressions",
  cvr: "clicks",
  cpc: "clicks",
};

/** One mrkdwn text a metric: name, figure, change, and the target's distance under the metric that it is for. */
export function measuredFields(compared: MeasuredPeriod, style: NumberStyle): string[] {
  return SHOWN.filter((metric) => isKnown(metric, compared)).map((metric) =>
    fieldOf(metric, compared, style),
  );
}

function isKnown(metric: Metric, { current, previous, target }: MeasuredPeriod): boolean {
  const part = MADE_OF[metric];
  if (part === undefined || target?.metric === metric) return true;
  return [current, previous].some(({ totals }) => metricOf(part, totals) !== 0);
}

function fieldOf(metric: Metric, compared: MeasuredPeriod, style: NumberStyle): string {
  const { current, target } = compared;
  const { now, figure, change } = comparedFigure(metric, compared, style);
  const lines = [`*${metricName(metric)}*`, `${figure}  ${change}`.trim()];
  if (target?.metric === metric) {
    const gap = now === undefined ? undefined : targetGap(target, current.kpis, style);
    lines.push(gap?.words ?? `target ${targetFigure(target, style)}`);
  }
  return lines.join("\n");
}
