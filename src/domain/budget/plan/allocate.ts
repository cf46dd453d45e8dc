import { at, sum } from "../at.ts";

/** What one campaign, or a group of them, would spend if every unit had to bring back the price. Never rises with it. */
export interface Demand {
  readonly low: number;
  readonly high: number;
  /** A price at which no more than `low` is spent. */
  readonly dearest: number;
  spendAt(price: number): number;
}

export interface Allocation {
  readonly spends: readonly number[];
  /** What the last unit brings back where no limit binds. */
  readonly price: number;
}

const BISECTIONS = 1100;

/**
 * Spends that add up to the total where each marginal return equals one price, or a limit binds: the optimum of a
 * separable concave problem (Everett 1963). The price is found by bisection down to neighbouring numbers; where spend
 * jumps at it, the last step is shared in proportion, which is exact on equal slopes. Money that nobody can use is
 * shared the same way, so that the total never leaks. The total is taken to lie within the limits.
 */
export function allocate(demands: readonly Demand[], total: number): Allocation {
  let dear = demands.reduce((highest, demand) => Math.max(highest, demand.dearest), 0);
  let cheap = -Number.MIN_VALUE;
  for (let i = 0; i < BISECTIONS; i++) {
    const price = cheap + (dear - cheap) / 2;
    if (price <= cheap || price >= dear) break;
    if (spendOf(demands, price) > total) cheap = price;
    else dear = price;
  }
  const less = demands.map((demand) => demand.spendAt(dear));
  const more = demands.map((demand) => (cheap < 0 ? demand.high : demand.spendAt(cheap)));
  return { spends: between(less, more, total), price: Math.max(0, dear) };
}

/** The mix of two allocations that adds up to the total. */
function between(less: readonly number[], more: readonly number[], total: number): number[] {
  const least = sum(less);
  const most = sum(more);
  const share = most > least ? Math.min(1, Math.max(0, (total - least) / (most - least))) : 0;
  return less.map((spend, i) => spend + share * (at(more, i) - spend));
}

function spendOf(demands: readonly Demand[], price: number): number {
  let spend = 0;
  for (const demand of demands) spend += demand.spendAt(price);
  return spend;
}

/** Members that share a floor and a cap, as one demand. */
export function groupDemand(
  members: readonly Demand[],
  { min, max }: { readonly min: number; readonly max: number },
): Demand {
  const low = Math.max(min, sum(members.map((member) => member.low)));
  const high = Math.min(max, sum(members.map((member) => member.high)));
  return {
    low,
    high,
    dearest: members.reduce((highest, member) => Math.max(highest, member.dearest), 0),
    spendAt: (price) => Math.min(high, Math.max(low, spendOf(members, price))),
  };
}

/** r·(b·ROAS/λ)^(1/(1−b)) between the limits: the closed form of one power law, b ≤ .995. */
export function powerDemand(
  { low, high }: { readonly low: number; readonly high: number },
  { reference, roas, elasticity }: PowerLaw,
): Demand {
  const b = Math.min(0.995, elasticity);
  const spendAt = (price: number): number => {
    if (price <= 0) return high;
    const spend = reference * ((b * roas) / price) ** (1 / (1 - b));
    return Math.min(high, Math.max(low, spend));
  };
  return { low, high, spendAt, dearest: b * roas * (low / reference) ** (b - 1) };
}

/** V(x) = reference·roas·(x/reference)^elasticity. */
export interface PowerLaw {
  readonly reference: number;
  readonly roas: number;
  readonly elasticity: number;
}
