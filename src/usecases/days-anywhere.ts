import { dayAt, type DayRange, eachDay, latestDayAt, precedingRange } from "../domain/day.ts";
import { periodOf } from "../domain/period.ts";
import { noPeriod } from "./currency-groups.ts";
import { Invalid } from "./errors.ts";

/** The zone where a day begins last. */
const LAST_ZONE = "Etc/GMT+12";

/**
 * The days that a period and the days before it mean in any zone at all. It is up to three days at once somewhere, and
 * the longest of them decides: the days before a month to date are the fewest on its first.
 */
export function daysAnywhere(period: string, now: number): DayRange {
  const todays = eachDay({ from: dayAt(now, LAST_ZONE), to: latestDayAt(now) });
  const meant = todays.flatMap((today) => periodOf(period, today) ?? []);
  const from = meant.map((days) => precedingRange(days).from).toSorted()[0];
  const to = meant
    .map((days) => days.to)
    .toSorted()
    .at(-1);
  if (from === undefined || to === undefined) throw new Invalid(noPeriod(period));
  return { from, to };
}
