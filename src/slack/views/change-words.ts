import { betterWhen, type Metric, relativeChange } from "../../domain/kpi.ts";
import { formatFigure, formatDistance, type NumberStyle } from "./format.ts";

export interface ChangeInput {
  readonly metric: Metric;
  /** Major units for money, as `metricOf` gives them. */
  readonly now: number | undefined;
  readonly before: number | undefined;
}

/** Less than this would be written as 0.0 %. */
const NOTICEABLE = 0.0005;
/** Less than this is neither better nor worse. */
const MATTERS = 0.01;

/** `▲ 12.3% (worse)`, `▼ 4%`, `no change`, `new`, `was $12.30`; empty where there is nothing on either side. */
export function changeWords({ metric, now, before }: ChangeInput, style: NumberStyle): string {
  if (now === undefined) {
    return before === undefined ? "" : `was ${formatFigure(metric, before, style)}`;
  }
  const change = relativeChange(now, before);
  if (change === undefined) return now === 0 ? "" : "new";
  const verdict = verdictOf(metric, change);
  return `${changeFigure(change, style.locale)}${verdict === "" ? "" : ` (${verdict})`}`;
}

/** Ratios of traffic say at any hour what they will say in the end. */
const TOLD_AT_ONCE: ReadonlySet<Metric> = new Set(["ctr", "cpc", "cpm"]);

/**
 * As `changeWords`, but of a part of a period: its sums are no change against all of the one before, and its conversions
 * have hardly begun to come.
 */
export function partWords({ metric, now, before }: ChangeInput, style: NumberStyle): string {
  const nothing = now === undefined && before === undefined;
  if (nothing || TOLD_AT_ONCE.has(metric)) return changeWords({ metric, now, before }, style);
  return before === undefined || before === 0
    ? "so far"
    : `so far, was ${formatFigure(metric, before, style)}`;
}

/** `▲ 12.3%` or `no change`: the arrow stands for the sign. */
export function changeFigure(change: number, locale: string): string {
  if (Math.abs(change) < NOTICEABLE) return "no change";
  const arrow = change < 0 ? "▼" : "▲";
  return `${arrow} ${formatDistance(change, locale)}`;
}

function verdictOf(metric: Metric, change: number): string {
  const better = betterWhen(metric);
  if (better === "neither" || Math.abs(change) < MATTERS) return "";
  return change > 0 === (better === "higher") ? "better" : "worse";
}
