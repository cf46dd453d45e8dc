import type { Micros } from "../../money.ts";
import { at, sum } from "../at.ts";
import { type Honesty, honestRange } from "../honest-range.ts";
import { type Draws, drawnValue, meanValue } from "../model/draw-curves.ts";
import { bestBudgets, evenBudgets } from "./best-budgets.ts";
import type { AccountLimits, BudgetLimits } from "./budget-limits.ts";
import { fewerMoves, type Sparing } from "./fewer-moves.ts";
import { pairMoves } from "./pair-moves.ts";
import { planBasis } from "./plan-basis.ts";
import { sampleCurve } from "./sampled-curve.ts";
import type { BindingLimit, Plan, PlannedBudget } from "./suggestion.ts";
import { wholeUnits } from "./whole-units.ts";

export interface PlanInput {
  readonly limits: AccountLimits;
  readonly draws: Draws;
  readonly sparing: Sparing;
  /** Smallest amount that budgets are changed by. */
  readonly unitMicros: Micros;
  /** Budgets now, to the micro, in the order of the limits. */
  readonly beforeMicros: readonly Micros[];
  /** What the workspace's own record says of its gains; undefined: the usual. */
  readonly honesty?: Honesty | undefined;
  /** Budgets that are weighed instead of the best ones, by campaign; all others stay. */
  readonly asked?: ReadonlyMap<string, Micros> | undefined;
}

/** A plan with the numbers that judge it; money in major units, in the order of the campaigns. */
export interface WorkedPlan {
  readonly plan: Plan;
  readonly budgets: Float64Array;
  /** From the budgets that the plan is measured against. */
  readonly changes: Float64Array;
  readonly meanGain: number;
  readonly price: number;
  /** Of the draws that gain nothing, the share in which budgets are balanced already; 0 where all gain. */
  readonly balancedDoubt: number;
  /** Budgets cannot stay as they are: the total or a limit says so. */
  readonly changeIsForced: boolean;
}

/** The best whole-unit budgets on the mean of the draws, with few moves, and what each draw says they gain. */
export function planBudgets(input: PlanInput): WorkedPlan {
  const { limits, draws, sparing, unitMicros, honesty } = input;
  const curves = limits.campaigns.map((limit, i) => {
    const curve = draws.curves[i];
    return sampleCurve(limit, (spend) => (curve === undefined ? 0 : meanValue(curve, spend)));
  });
  const base = evenBudgets(limits);
  const unit = Number(unitMicros) / 1e6;
  const counts = input.asked === undefined ? bestCounts() : askedCounts(input, input.asked);
  const budgets = counts.map((count, i) => (limits.campaigns[i]?.before ?? 0) + count * unit);
  const changes = budgets.map((budget, i) => budget - at(base, i));
  const gains = gainsOf(draws, budgets, base);
  const planned = plannedBudgets(input, counts, budgets);

  function bestCounts(): Float64Array {
    const wanted = fewerMoves({ curves, limits, base }, sparing);
    const moved = limits.campaigns.map((limit, i) => stayingPut(limit, at(wanted, i)));
    return wholeUnits(wanted, { curves, limits: { ...limits, campaigns: moved }, unit });
  }

  return {
    budgets,
    changes,
    meanGain: sum(gains) / Math.max(1, gains.length),
    balancedDoubt: balancedDoubt(gains, draws),
    changeIsForced: base.some((budget, i) => budget !== limits.campaigns[i]?.before),
    price: freePrice(bestBudgets(curves, limits).prices),
    plan: {
      budgets: planned,
      moves: pairMoves(
        planned.map(({ campaign, beforeMicros, afterMicros }) => ({
          id: campaign,
          amount: afterMicros - beforeMicros,
        })),
      ),
      expected: honestRange(gains, honesty),
      valueNow: sum(draws.curves.map((curve, i) => meanValue(curve, at(base, i)))),
      basis: planBasis(
        draws,
        limits.campaigns.map(({ id, before }, i) => ({
          campaign: id,
          before,
          after: at(budgets, i),
        })),
        gains,
      ),
    },
  };
}

/** How many units each budget is asked to change by. */
function askedCounts(
  { limits, beforeMicros, unitMicros }: PlanInput,
  asked: ReadonlyMap<string, Micros>,
): Float64Array {
  return Float64Array.from(limits.campaigns, ({ id }, i) => {
    const before = beforeMicros[i] ?? 0n;
    return Number(((asked.get(id) ?? before) - before) / unitMicros);
  });
}

/** A campaign that fewer moves leave alone is not moved by rounding either. */
function stayingPut(limit: BudgetLimits, wanted: number): BudgetLimits {
  const stays = Math.abs(wanted - limit.before) < 1e-9 * Math.max(1, limit.before);
  return stays ? { ...limit, low: limit.before, high: limit.before } : limit;
}

/** Gain a day of each draw. */
function gainsOf(draws: Draws, budgets: Float64Array, base: Float64Array): Float64Array {
  const gains = new Float64Array(draws.count);
  for (const [i, curve] of draws.curves.entries()) {
    const before = at(base, i);
    const after = at(budgets, i);
    if (before === after) continue;
    for (let draw = 0; draw < draws.count; draw++) {
      gains[draw] =
        at(gains, draw) + drawnValue(curve, draw, after) - drawnValue(curve, draw, before);
    }
  }
  return gains;
}

function balancedDoubt(gains: Float64Array, { balancedFrom }: Draws): number {
  const losing = gains.filter((gain) => gain <= 0).length;
  const balanced = gains.subarray(balancedFrom).filter((gain) => gain <= 0).length;
  return losing === 0 ? 0 : balanced / losing;
}

function plannedBudgets(
  { limits, draws, unitMicros, beforeMicros }: PlanInput,
  counts: Float64Array,
  budgets: Float64Array,
): PlannedBudget[] {
  const spent = new Map<string, number>();
  for (const [i, { group }] of limits.campaigns.entries()) {
    if (group !== undefined) spent.set(group, (spent.get(group) ?? 0) + at(budgets, i));
  }
  const unit = Number(unitMicros) / 1e6;
  return limits.campaigns.map((limit, i): PlannedBudget => {
    const before = beforeMicros[i] ?? 0n;
    const saturation = draws.curves[i]?.saturation ?? Infinity;
    const bounds = limits.groups.find(({ group }) => group === limit.group);
    const ofGroup = spent.get(limit.group ?? "") ?? 0;
    const groupBinds =
      bounds !== undefined && (ofGroup >= bounds.max - unit || ofGroup <= bounds.min + unit);
    return {
      campaign: limit.id,
      beforeMicros: before,
      afterMicros: before + BigInt(at(counts, i)) * unitMicros,
      binds: bindingLimit(limit, { budget: at(budgets, i), unit, saturation, groupBinds }),
    };
  });
}

interface Placed {
  readonly budget: number;
  readonly unit: number;
  readonly saturation: number;
  readonly groupBinds: boolean;
}

function bindingLimit(
  { low, high, lowBy, highBy, fixed }: BudgetLimits,
  { budget, unit, saturation, groupBinds }: Placed,
): BindingLimit | undefined {
  if (fixed !== undefined) return "fixed";
  if (budget >= saturation - unit) return "not-spending";
  if (budget >= high - unit) return highBy;
  if (budget <= low + unit) return lowBy;
  return groupBinds ? "group" : undefined;
}

/** The price of money that no group bound keeps apart: the most common of all. */
function freePrice(prices: Float64Array): number {
  return prices.toSorted()[prices.length >> 1] ?? 0;
}
