import { at } from "../at.ts";
import { allocate, type Demand, groupDemand } from "./allocate.ts";
import type { AccountLimits } from "./budget-limits.ts";

/** Budgets in the order of the campaigns, and the price (marginal return) that each campaign faces. */
export interface BestBudgets {
  readonly budgets: Float64Array;
  readonly prices: Float64Array;
}

/** The optimum under limits, group bounds and the total. A group at a bound has a price of its own. */
export function bestBudgets(
  demands: readonly Demand[],
  { campaigns, groups, total }: AccountLimits,
): BestBudgets {
  const sets = groups.map((bounds) => ({
    bounds,
    members: campaigns.flatMap(({ group }, i) => (group === bounds.group ? [i] : [])),
  }));
  const grouped = new Set(sets.flatMap(({ members }) => members));
  const free = demands.flatMap((_, i) => (grouped.has(i) ? [] : [i]));
  const demandsOf = (members: readonly number[]) =>
    members.flatMap((i) => {
      const demand = demands[i];
      return demand === undefined ? [] : [demand];
    });
  const outer = allocate(
    [
      ...demandsOf(free),
      ...sets.map(({ bounds, members }) => groupDemand(demandsOf(members), bounds)),
    ],
    total,
  );
  const budgets = new Float64Array(demands.length);
  const prices = new Float64Array(demands.length).fill(outer.price);
  for (const [place, i] of free.entries()) budgets[i] = at(outer.spends, place);
  for (const [place, { members }] of sets.entries()) {
    const inner = allocate(demandsOf(members), at(outer.spends, free.length + place));
    for (const [position, i] of members.entries()) {
      budgets[i] = at(inner.spends, position);
      prices[i] = inner.price;
    }
  }
  return { budgets, prices };
}

/**
 * Budgets that stay as they are, or, where the total or a limit forbids that, go up or down by one factor within the
 * limits: what a plan is measured against.
 */
export function evenBudgets(limits: AccountLimits): Float64Array {
  const demands = limits.campaigns.map(({ before, low, high }): Demand => {
    const spendAt = (price: number) =>
      price <= 0 ? high : Math.min(high, Math.max(low, before / price));
    return { low, high, spendAt, dearest: low > 0 ? Math.max(2, (2 * before) / low) : 1e9 };
  });
  const unchanged = limits.campaigns.every(
    ({ before, low, high }) => before >= low - TINY * before && before <= high + TINY * before,
  );
  const sum = limits.campaigns.reduce((total, { before }) => total + before, 0);
  const groupsHold = limits.groups.every(({ group, min, max }) => {
    const spent = limits.campaigns.reduce(
      (total, one) => (one.group === group ? total + one.before : total),
      0,
    );
    return spent >= min - TINY * spent && spent <= max + TINY * spent;
  });
  if (unchanged && groupsHold && Math.abs(sum - limits.total) <= TINY * sum) {
    return Float64Array.from(limits.campaigns, ({ before }) => before);
  }
  return bestBudgets(demands, limits).budgets;
}

const TINY = 1e-9;
