const DAY_MS = 86_400_000;

/** A day late is usual: exports are made in the course of the next one. */
const USUAL_LAG_DAYS = 2;
const MOST_LAG_DAYS = 15;
const ENOUGH_LOADS = 4;

/**
 * How many days an account's newest numbers may be behind the present day before they are stale: the usual gap between
 * its loads (the median), and a day more; two days where there are too few loads to tell. `loadedAt`: instants of its
 * last loads, in any order.
 */
export function expectedLagDays(loadedAt: readonly number[]): number {
  const sorted = loadedAt.toSorted((a, b) => a - b);
  const gaps = sorted
    .slice(1)
    .map((at, index) => Math.round((at - (sorted[index] ?? at)) / DAY_MS))
    .filter((gap) => gap > 0)
    .toSorted((a, b) => a - b);
  if (gaps.length < ENOUGH_LOADS - 1) return USUAL_LAG_DAYS;
  const median = gaps[Math.floor(gaps.length / 2)] ?? 1;
  return Math.min(MOST_LAG_DAYS, Math.max(USUAL_LAG_DAYS, median + 1));
}
