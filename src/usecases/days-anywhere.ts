import { dayAt, type DayRange, precedingRange } from "../domain/day.ts";
import { periodOf } from "../domain/period.ts";
import { noPeriod } from "./currency-groups.ts";
import { Invalid } from "./errors.ts";

/** The zones where a day begins last and first. */
const LAST_ZONE = "Etc/GMT+12";
const FIRST_ZONE = "Pacific/Kiritimati";

/** The days that a period and the days before it mean in any zone at all. */
export function daysAnywhere(period: string, now: number): DayRange {
  const early = periodOf(period, dayAt(now, LAST_ZONE));
  const late = periodOf(period, dayAt(now, FIRST_ZONE));
  if (early === undefined || late === undefined) throw new Invalid(noPeriod(period));
  const from = [precedingRange(early).from, precedingRange(late).from].toSorted()[0] ?? early.from;
  return { from, to: early.to > late.to ? early.to : late.to };
}
