import { at, sum } from "../at.ts";
import type { AccountLimits, BudgetLimits } from "./budget-limits.ts";
import type { SampledCurve } from "./sampled-curve.ts";

const TINY = 1e-6;
const SWAPS_EACH = 4;

/** What rounding works on; `unit` is the smallest amount in major units: a cent, a yen. */
export interface Rounding {
  readonly curves: readonly SampledCurve[];
  readonly limits: AccountLimits;
  readonly unit: number;
}

/**
 * Changes of budgets in whole units that add up to the change of the total exactly: rounded down, then unit by unit
 * where one more brings most, then swapped while a swap gains. On concave curves a set of whole units that no swap
 * betters is the best there is (Murota 2003, Discrete Convex Analysis, §6).
 */
export function wholeUnits(budgets: Float64Array, rounding: Rounding): Float64Array {
  const { limits, unit } = rounding;
  const { campaigns, total } = limits;
  const wanted = Math.round((total - sum(campaigns.map((one) => one.before))) / unit);
  const counts = Float64Array.from(campaigns, (one, i) => {
    const exact = Math.floor((at(budgets, i) - one.before) / unit + TINY);
    return Math.min(mostUnits(one, unit), Math.max(leastUnits(one, unit), exact));
  });
  for (let short = wanted - sum(counts); short !== 0; short -= Math.sign(short)) {
    const next = bestStep(counts, rounding, { by: Math.sign(short), instead: undefined });
    if (next === undefined) break;
    counts[next.campaign] = at(counts, next.campaign) + Math.sign(short);
  }
  for (let swaps = 0; swaps < SWAPS_EACH * campaigns.length; swaps++) {
    const cut = bestStep(counts, rounding, { by: -1, instead: undefined });
    if (cut === undefined) break;
    const raise = bestStep(counts, rounding, { by: 1, instead: cut.campaign });
    if (raise === undefined || raise.gain + cut.gain <= TINY * Math.abs(cut.gain)) break;
    counts[cut.campaign] = at(counts, cut.campaign) - 1;
    counts[raise.campaign] = at(counts, raise.campaign) + 1;
  }
  return counts;
}

interface Step {
  readonly by: number;
  /** The campaign that gives the unit up. */
  readonly instead: number | undefined;
}

/** The campaign that gains most, or loses least, by one unit, among those that limits and groups allow. */
function bestStep(
  counts: Float64Array,
  { curves, limits, unit }: Rounding,
  { by, instead }: Step,
): { campaign: number; gain: number } | undefined {
  let best: { campaign: number; gain: number } | undefined;
  for (const [i, limit] of limits.campaigns.entries()) {
    const next = at(counts, i) + by;
    if (i === instead || next > mostUnits(limit, unit) || next < leastUnits(limit, unit)) continue;
    if (!groupAllows(limit, counts, { limits, unit, by, instead })) continue;
    const curve = curves[i];
    if (curve === undefined) continue;
    const spend = limit.before + at(counts, i) * unit;
    const gain = curve.valueAt(spend + by * unit) - curve.valueAt(spend);
    if (best === undefined || gain > best.gain) best = { campaign: i, gain };
  }
  return best;
}

interface GroupStep extends Step {
  readonly limits: AccountLimits;
  readonly unit: number;
}

function groupAllows(
  { group }: BudgetLimits,
  counts: Float64Array,
  { limits, unit, by, instead }: GroupStep,
): boolean {
  const bounds = group === undefined ? undefined : limits.groups.find((one) => one.group === group);
  if (bounds === undefined) return true;
  let spent = by * unit;
  for (const [i, one] of limits.campaigns.entries()) {
    if (one.group === group)
      spent += one.before + (at(counts, i) - (i === instead ? by : 0)) * unit;
  }
  const slack = TINY * unit;
  return by > 0 ? spent <= bounds.max + slack : spent >= bounds.min - slack;
}

function leastUnits({ low, before, fixed }: BudgetLimits, unit: number): number {
  return fixed === undefined ? Math.ceil((low - before) / unit - TINY) : 0;
}

function mostUnits({ high, before, fixed }: BudgetLimits, unit: number): number {
  return fixed === undefined ? Math.floor((high - before) / unit + TINY) : 0;
}
