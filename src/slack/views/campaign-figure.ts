import type { Metric } from "../../domain/kpi.ts";
import { toldMetric } from "../../domain/summary.ts";
import type { Totals } from "../../domain/totals.ts";
import { formatMetric, NO_FIGURE, type NumberStyle } from "./format.ts";

export const NO_VALUE = "no conversion value is tracked";

/** A campaign's metric as people write it; `–` where it needs a value that is not tracked. */
export function campaignFigure(
  metric: Metric,
  line: { readonly totals: Totals; readonly withoutValue?: boolean },
  style: NumberStyle,
): string {
  return toldMetric(metric, line) === undefined
    ? NO_FIGURE
    : formatMetric(metric, line.totals, style);
}
