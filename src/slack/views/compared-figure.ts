import type { Metric } from "../../domain/kpi.ts";
import { type Measured, toldMetric } from "../../domain/summary.ts";
import { campaignFigure } from "./campaign-figure.ts";
import { changeWords, partWords } from "./change-words.ts";
import type { NumberStyle } from "./format.ts";

export interface Compared {
  readonly current: Measured;
  readonly previous: Measured;
  readonly withoutValue?: boolean;
  /** The period is not over, or not all of it is loaded. */
  readonly unfinished?: boolean;
}

/** A metric as people write it, and how it stands to the period before; `now` in major units, as `metricOf` gives it. */
export function comparedFigure(
  metric: Metric,
  { current, previous, withoutValue = false, unfinished = false }: Compared,
  style: NumberStyle,
): { readonly now: number | undefined; readonly figure: string; readonly change: string } {
  const line = { totals: current.totals, withoutValue };
  const now = toldMetric(metric, line);
  const before = toldMetric(metric, { totals: previous.totals, withoutValue });
  const words = unfinished ? partWords : changeWords;
  return {
    now,
    figure: campaignFigure(metric, line, style),
    change: words({ metric, now, before }, style),
  };
}
