import { sum } from "../at.ts";
import { type CampaignSpan, daysBefore, type Weekdays, weekdayOf } from "./campaign-span.ts";

/** Conversions that hold a weekday's factor to one. */
const HELD_BY = 60;

/** (Σy + 60)/(Σfit + 60) a weekday over all campaigns' days before the change, made to have a mean of 1. */
export function spanWeekdays(spans: readonly CampaignSpan[]): Weekdays {
  const counted = Array.from({ length: 7 }, () => 0);
  const fitted = Array.from({ length: 7 }, () => 0);
  for (const span of spans) {
    const days = daysBefore(span);
    const rate =
      sum(days.map(({ conversions }) => conversions)) /
      Math.max(1e-9, sum(days.map(({ share }) => share)));
    for (const { offset, share, conversions } of days) {
      const weekday = weekdayOf(offset);
      counted[weekday] = (counted[weekday] ?? 0) + conversions;
      fitted[weekday] = (fitted[weekday] ?? 0) + rate * share;
    }
  }
  const factors = counted.map((count, i) => (count + HELD_BY) / ((fitted[i] ?? 0) + HELD_BY));
  const mean = sum(factors) / 7;
  return factors.map((factor) => factor / mean);
}
