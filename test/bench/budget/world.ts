import type { Portfolio } from "../../../src/domain/budget/portfolio.ts";
import type { Day } from "../../../src/domain/day.ts";

/** Value or conversions a day of a spend, in closed form. */
export type Curve =
  | { readonly family: "power"; readonly a: number; readonly b: number }
  | { readonly family: "log" | "mm" | "exp"; readonly a: number; readonly k: number }
  | { readonly family: "hill"; readonly a: number; readonly k: number; readonly n: number };

export interface TrueCampaign {
  readonly id: string;
  readonly currentBudget: number;
  readonly locked: boolean;
  readonly paused: boolean;
  readonly min: number;
  readonly max: number;
  /** The most that it can spend. */
  readonly capacity: number | null;
  readonly curve: Curve;
  readonly oracleBudget: number;
}

/** What really happens in a simulated account: a day's value, matured, over the next two weeks. */
export interface Truth {
  readonly isNull: boolean;
  readonly total: number;
  readonly currentValue: number;
  readonly oracleGain: number;
  readonly campaigns: readonly TrueCampaign[];
}

/** A simulated account: what an engine may see, and the truth. */
export interface World {
  readonly name: string;
  readonly scenario: string;
  readonly asOf: Day;
  readonly portfolio: Portfolio;
  readonly truth: Truth;
}

export function curveValue(curve: Curve, spend: number): number {
  switch (curve.family) {
    case "power":
      return curve.a * spend ** curve.b;
    case "log":
      return curve.a * Math.log1p(spend / curve.k);
    case "mm":
      return (curve.a * spend) / (curve.k + spend);
    case "hill":
      return (curve.a * spend ** curve.n) / (curve.k ** curve.n + spend ** curve.n);
    case "exp":
      return curve.a * -Math.expm1(-spend / curve.k);
  }
}

/** Σ f_i(min(x_i, capacity_i)). */
export function trueValue(campaigns: readonly TrueCampaign[], budgets: readonly number[]): number {
  return campaigns.reduce(
    (sum, { curve, capacity }, i) =>
      sum + curveValue(curve, Math.min(budgets[i] ?? 0, capacity ?? Infinity)),
    0,
  );
}
