import { addDays, type Day } from "../day.ts";
import type { Platform } from "../platform.ts";
import { MOST_UNSETTLED_DAYS } from "../settled.ts";
import { type LagCurve, lagCurve } from "./lag-curve.ts";
import { type LagCell, type LagRow, lagRows } from "./lag-rows.ts";
import { platformLag, platformShares } from "./platform-lag.ts";

/** Beyond this age nothing is learnt: a day counts as complete. */
export const OLDEST_LAG_AGE = MOST_UNSETTLED_DAYS;
/** Days whose growth tells how late conversions come. */
export const LAG_DAYS = 75;

/** A day is settled at the first age at which it shows this share. */
const SETTLED_SHARE = 0.98;

/**
 * Enough history: so many days that were seen within a week, and again two weeks or more after, with so many
 * conversions.
 */
const FOLLOWED_DAYS = 14;
const FIRST_LOOK = 7;
const LATER_LOOK = 14;
const FOLLOWED_CONVERSIONS = 100;

/** How late the conversions of one account come, and their value. */
export interface AccountLag {
  /** `platform`: too little history, the platform's documented window stands in. */
  readonly basis: "learnt" | "platform";
  /** The age in days from which a day counts as settled. */
  readonly settledAge: number;
  readonly conversions: LagCurve;
  readonly value: LagCurve;
}

/** Learns an account's lag from what its days showed at each load; undefined where nothing is known. */
export function learnLag(cells: readonly LagCell[], platform: Platform): AccountLag | undefined {
  const prior = platformShares(platform, OLDEST_LAG_AGE);
  const counts = lagRows(cells, "conversions", prior);
  const documented = platformLag(platform);
  const isLearnt = hasHistory(counts);
  if (!isLearnt && documented === undefined) return undefined;
  const values = lagRows(cells, "value", prior);
  const conversions = lagCurve(counts, prior);
  const [count, worth] = [counts, values].map(lastSum);
  const hasValue = count !== undefined && worth !== undefined && count > 0 && worth > 0;
  const value = hasValue ? lagCurve(values, prior, worth / count) : conversions;
  const settledAge = Math.max(...[conversions, value].map(({ shares }) => settledFrom(shares)));
  return isLearnt || documented === undefined
    ? { basis: "learnt", settledAge, conversions, value }
    : { basis: "platform", settledAge: documented.windowDays, conversions, value };
}

/** The last settled day of an account whose figures were read on a day. */
export function settledThrough({ settledAge }: AccountLag, readOn: Day): Day {
  return addDays(readOn, -settledAge);
}

function settledFrom(shares: Float64Array): number {
  return Math.max(
    1,
    shares.findIndex((share) => share >= SETTLED_SHARE),
  );
}

function hasHistory(rows: readonly LagRow[]): boolean {
  const followed = rows.filter(({ first, last }) => first <= FIRST_LOOK && last >= LATER_LOOK);
  return followed.length >= FOLLOWED_DAYS && lastSum(followed) >= FOLLOWED_CONVERSIONS;
}

function lastSum(rows: readonly LagRow[]): number {
  return rows.reduce((sum, { amounts, last }) => sum + (amounts[last] ?? 0), 0);
}
