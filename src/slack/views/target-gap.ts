import type { Target } from "../../domain/campaign.ts";
import { betterWhen, type Kpis, relativeChange } from "../../domain/kpi.ts";
import { majorUnits } from "../../domain/money.ts";
import { formatMoney, formatMultiple, formatDistance, type NumberStyle } from "./format.ts";

export interface TargetGap {
  /** Relative distance from the target on the bad side: 0.12 misses it by 12 %, -0.05 beats it by 5 %. */
  readonly missedBy: number;
  /** `12% over the $40.00 target (missed)`. */
  readonly words: string;
}

/** A KPI beside its target; undefined where the KPI is, or where the target is no number to divide by. */
export function targetGap(target: Target, kpis: Kpis, style: NumberStyle): TargetGap | undefined {
  const line = target.metric === "cpa" ? majorUnits(target.micros) : target.ratio;
  const distance = relativeChange(kpis[target.metric], line);
  if (distance === undefined) return undefined;
  const missedBy = betterWhen(target.metric) === "lower" ? distance : -distance;
  const share = formatDistance(distance, style.locale);
  const words =
    Math.abs(distance) < 0.0005
      ? `on the ${targetFigure(target, style)} target`
      : `${share} ${distance > 0 ? "over" : "under"} the ${targetFigure(target, style)} target` +
        ` (${missedBy > 0 ? "missed" : "met"})`;
  return { missedBy, words };
}

/** `$40.00` or `3.00×`. */
export function targetFigure(target: Target, style: NumberStyle): string {
  return target.metric === "cpa"
    ? formatMoney(target.micros, style)
    : formatMultiple(target.ratio, style.locale);
}
