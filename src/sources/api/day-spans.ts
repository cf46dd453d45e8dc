import { addDays, type DayRange } from "../../domain/day.ts";

/** The range in pieces of at most `longest` days, oldest first. */
export function daySpans(days: DayRange, longest: number): DayRange[] {
  const spans: DayRange[] = [];
  for (let from = days.from; from <= days.to; from = addDays(from, longest)) {
    const last = addDays(from, longest - 1);
    spans.push({ from, to: last < days.to ? last : days.to });
  }
  return spans;
}
