import { type KpiName, kpisOf } from "../kpi.ts";
import type { Totals } from "../totals.ts";

/** A factor of a KPI, and its share of the KPI's change. */
export interface Factor {
  readonly metric: KpiName;
  readonly now: number;
  readonly before: number;
  /** In logarithms: the shares of all factors add up to the whole change. */
  readonly logChange: number;
}

/** Why a KPI is not what it was. */
export interface ChangeExplanation {
  readonly metric: "cpa" | "roas";
  readonly now: number;
  readonly before: number;
  /** The strongest first. */
  readonly factors: readonly Factor[];
}

/** CPA = CPC ÷ CVR; ROAS = CVR × AOV ÷ CPC. */
const FACTORS = {
  cpa: [
    ["cpc", 1],
    ["cvr", -1],
  ],
  roas: [
    ["cvr", 1],
    ["aov", 1],
    ["cpc", -1],
  ],
} as const;

/** Splits the change of CPA or ROAS into its factors; undefined where one of them has no value on either side. */
export function explainChange(
  metric: "cpa" | "roas",
  now: Totals,
  before: Totals,
): ChangeExplanation | undefined {
  const [kpisNow, kpisBefore] = [kpisOf(now), kpisOf(before)];
  const value = { now: kpisNow[metric], before: kpisBefore[metric] };
  if (!isPositive(value.now) || !isPositive(value.before)) return undefined;
  const factors: Factor[] = [];
  for (const [factor, power] of FACTORS[metric]) {
    const [after, earlier] = [kpisNow[factor], kpisBefore[factor]];
    if (!isPositive(after) || !isPositive(earlier)) return undefined;
    const logChange = power * Math.log(after / earlier);
    factors.push({ metric: factor, now: after, before: earlier, logChange });
  }
  return {
    metric,
    now: value.now,
    before: value.before,
    factors: factors.toSorted((a, b) => Math.abs(b.logChange) - Math.abs(a.logChange)),
  };
}

function isPositive(value: number | undefined): value is number {
  return value !== undefined && value > 0;
}
