import { at, sum } from "../at.ts";
import { bestBudgets } from "./best-budgets.ts";
import type { AccountLimits } from "./budget-limits.ts";
import { type SampledCurve } from "./sampled-curve.ts";

/** How much of the gain a smaller plan has to keep, and the most campaigns it may touch. */
export interface Sparing {
  readonly keep: number;
  readonly mostCampaigns: number;
}

interface Given {
  readonly curves: readonly SampledCurve[];
  readonly limits: AccountLimits;
  /** What the plan is measured against. */
  readonly base: Float64Array;
}

/**
 * The fewest campaigns that keep most of the gain. Each campaign's share of it is c_i = V_i(x*) − V_i(B) − λ(x* − B) ≥ 0,
 * what it adds beyond the price of the money it takes (Lagrange); the k largest move, re-optimised among themselves.
 */
export function fewerMoves(given: Given, sparing: Sparing): Float64Array {
  const { curves, limits, base } = given;
  const best = bestBudgets(curves, limits);
  const shares = curves.map((curve, i) => {
    const moved = at(best.budgets, i) - at(base, i);
    const gained = curve.valueAt(at(best.budgets, i)) - curve.valueAt(at(base, i));
    return { i, share: gained - at(best.prices, i) * moved, moves: Math.abs(moved) > 1e-9 };
  });
  const order = shares
    .filter((one) => one.moves)
    .toSorted((a, b) => b.share - a.share)
    .map((one) => one.i);
  const enough = sparing.keep * gainOf(best.budgets, given);
  let least = 2;
  let most = Math.min(order.length, sparing.mostCampaigns);
  if (most >= order.length && sparing.keep >= 1) return best.budgets;
  let found = among(order.slice(0, most), given) ?? best.budgets;
  // More campaigns never gain less: the fewest that do are found by halving.
  while (least < most) {
    const middle = (least + most) >> 1;
    const tried = among(order.slice(0, middle), given);
    if (tried !== undefined && gainOf(tried, given) >= enough) {
      most = middle;
      found = tried;
    } else {
      least = middle + 1;
    }
  }
  return found;
}

/** The best budgets where only these campaigns leave the base; undefined where limits need more of them to move. */
function among(
  movers: readonly number[],
  { curves, limits, base }: Given,
): Float64Array | undefined {
  const moving = new Set(movers);
  const demands = curves.map((curve, i) => {
    const stays = at(base, i);
    return moving.has(i) ? curve : { low: stays, high: stays, dearest: 0, spendAt: () => stays };
  });
  const { budgets } = bestBudgets(demands, limits);
  const off = Math.abs(sum(budgets) - limits.total);
  return off > 1e-6 * Math.max(1, limits.total) ? undefined : budgets;
}

function gainOf(budgets: Float64Array, { curves, base }: Given): number {
  return sum(curves.map((curve, i) => curve.valueAt(at(budgets, i)) - curve.valueAt(at(base, i))));
}
