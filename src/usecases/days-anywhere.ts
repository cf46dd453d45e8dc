import { dayAt, type DayRange, eachDay, latestDayAt, precedingRange } from "../domain/day.ts";
import { periodOf } from "../domain/period.ts";
import { remember } from "../domain/remember.ts";
import { noPeriod } from "./currency-groups.ts";
import { Invalid } from "./errors.ts";

/** The zone where a day begins last. */
const LAST_ZONE = "Etc/GMT+12";

/**
 * The days that a period and the days before it mean in any zone at all. It is up to three days at once somewhere, and
 * the longest of them decides: the days before a month to date are the fewest on its first.
 */
export function daysAnywhere(period: string, now: number): DayRange {
  const found = daysAround(`${dayAt(now, LAST_ZONE)} ${latestDayAt(now)} ${period}`);
  if (found === null) throw new Invalid(noPeriod(period));
  return found;
}

/** By the first and the last of today's dates, and the period. */
const daysAround = remember((key: string): DayRange | null => {
  const [first = "", last = "", ...words] = key.split(" ");
  const period = words.join(" ");
  const todays = eachDay({ from: first, to: last });
  const meant = todays.flatMap((today) => periodOf(period, today) ?? []);
  const from = meant.map((days) => precedingRange(days).from).toSorted()[0];
  const to = meant
    .map((days) => days.to)
    .toSorted()
    .at(-1);
  return from === undefined || to === undefined ? null : { from, to };
}, 1_000);
