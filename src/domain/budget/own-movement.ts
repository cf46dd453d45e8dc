import { BEFORE_DAYS } from "./campaign-span.ts";

/** Variance a day of ln level's random walk that each campaign is believed to be on: 1 % a day. */
const DRIFT = 1e-4;

/**
 * Variance of ln(mean level of the days 1 … `last`) less ln level `daysEarlier` days before the first. The mean of a
 * random walk over n days differs from its start by n/3 steps' variance.
 */
export function movedSince(daysEarlier: number, last: number): number {
  return DRIFT * (Math.max(0, daysEarlier) + last / 3);
}

/** The same against the mean level of the 28 days before. */
export function movedFromBefore(last: number): number {
  return DRIFT * ((BEFORE_DAYS + last) / 3);
}
