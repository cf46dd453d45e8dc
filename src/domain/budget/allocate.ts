import { at } from "./at.ts";

/** What one campaign, or a group of them, would spend if every unit had to bring back the price. Never rises with it. */
export interface Demand {
  readonly low: number;
  readonly high: number;
  spendAt(price: number): number;
}

const BISECTIONS = 200;

/**
 * Spends that add up to the total where each marginal return equals one price, or a limit binds: the optimum of a
 * separable concave problem (Everett 1963). The price is found by bisection; where spend jumps at it, the last step is
 * shared in proportion, which is exact on equal slopes. The total is taken to lie within the limits.
 */
export function allocate(
  demands: readonly Demand[],
  total: number,
  highestPrice: number,
): number[] {
  let dear = highestPrice;
  let cheap = -1e-9 * highestPrice - Number.MIN_VALUE;
  for (let i = 0; i < BISECTIONS; i++) {
    const price = cheap + (dear - cheap) / 2;
    if (price <= cheap || price >= dear) break;
    if (spendOf(demands, price) > total) cheap = price;
    else dear = price;
  }
  const less = demands.map((demand) => demand.spendAt(dear));
  const more = demands.map((demand) => demand.spendAt(cheap));
  return between(less, more, total);
}

/** The mix of two allocations that adds up to the total. */
export function between(less: readonly number[], more: readonly number[], total: number): number[] {
  const least = sumOf(less);
  const most = sumOf(more);
  const share = most > least ? Math.min(1, Math.max(0, (total - least) / (most - least))) : 0;
  return less.map((spend, i) => spend + share * (at(more, i) - spend));
}

function spendOf(demands: readonly Demand[], price: number): number {
  let spend = 0;
  for (const demand of demands) spend += demand.spendAt(price);
  return spend;
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
