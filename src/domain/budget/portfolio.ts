import type { Day } from "../day.ts";
import type { Micros } from "../money.ts";
import type { Totals } from "../totals.ts";

/** What a shift is to raise: conversions, or their value. */
export const GOALS = ["conversions", "value"] as const;
export type Goal = (typeof GOALS)[number];

/** One campaign on one day, and the daily budget it ran under where that is known. */
export interface BudgetedDay extends Totals {
  readonly day: Day;
  readonly budgetMicros?: Micros | undefined;
}

/** Why a campaign may not be moved at all. */
export const FIXTURES = [
  "locked",
  "paused",
  "lifetime-budget",
  "shared-budget",
  "ad-set-budgets",
  "learning",
  "changed-lately",
  "tracking-broken",
  "no-history",
] as const;
export type Fixture = (typeof FIXTURES)[number];

/** One campaign with its past and the limits that a person or the platform has set. */
export interface PortfolioCampaign {
  readonly id: string;
  readonly channel: string;
  /** Daily budget now; left out, mean spend of the last 7 complete days stands in. */
  readonly budgetMicros?: Micros | undefined;
  readonly minMicros?: Micros | undefined;
  readonly maxMicros?: Micros | undefined;
  /** What keeps the budget where it is; undefined for a campaign that may be moved. */
  readonly fixed?: Fixture | undefined;
  /** Campaigns with one name here share a cap or a floor. */
  readonly group?: string | undefined;
  readonly daily: readonly BudgetedDay[];
}

/** A channel's day as it stood so many days later: one cell of the restatement triangle. */
export interface Restatement {
  readonly channel: string;
  readonly day: Day;
  readonly ageDays: number;
  readonly conversions: number;
}

export interface GroupLimit {
  readonly group: string;
  readonly minMicros?: Micros | undefined;
  readonly maxMicros?: Micros | undefined;
}

/** The largest change of one budget where nobody says another. */
export const USUAL_STEP = 0.2;

/** Everything a suggestion is made from: one goal, one currency. */
export interface Portfolio {
  /** The last day with data. */
  readonly asOf: Day;
  /** The day that the figures were read on, where that is later: late conversions have come in since. */
  readonly readOn?: Day | undefined;
  readonly goal: Goal;
  readonly currency: string;
  /** The largest change of one budget, as a share of it. */
  readonly maxStep: number;
  /** What all budgets are to add up to; left out: what they add up to now. */
  readonly totalMicros?: Micros | undefined;
  /** Where no total is named: the share by which all budgets together are to change. */
  readonly totalChange?: number | undefined;
  readonly campaigns: readonly PortfolioCampaign[];
  readonly restatements: readonly Restatement[];
  /** The share that a day usually shows at each age from 0, by its platforms; stands in for missing restatements. */
  readonly usualShares?: readonly number[] | undefined;
  readonly groups?: readonly GroupLimit[] | undefined;
}
