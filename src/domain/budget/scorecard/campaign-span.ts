import { sum } from "../at.ts";
import type { Goal } from "../portfolio.ts";

/** Days before the change that a campaign is compared with: four of each weekday. */
export const BEFORE_DAYS = 28;

/** Of a younger day not enough has arrived to be scaled up. */
export const LEAST_SHARE = 0.5;

/** One campaign on one complete day around a change; the day of the change itself has no part. */
export interface SpanDay {
  /** Days from the day of the change: below zero before it. */
  readonly offset: number;
  /** Share of the day's conversions that has arrived. */
  readonly share: number;
  readonly conversions: number;
  /** Money in major units. */
  readonly value: number;
  readonly spend: number;
}

export interface CampaignSpan {
  readonly id: string;
  readonly days: readonly SpanDay[];
}

/** A factor for each weekday, mean 1; the weekday of a day is its offset modulo 7. */
export type Weekdays = readonly number[];

export function weekdayOf(offset: number): number {
  return ((offset % 7) + 7) % 7;
}

/** What of a span is looked at, and how. */
export interface Reading {
  readonly goal: Goal;
  readonly weekdays: Weekdays;
}

/** What a campaign brought on some days: a sum, and how many whole average days it took. */
export interface Brought {
  readonly total: number;
  readonly exposure: number;
}

/** Σy and ΣF·w over days, so that a rate is a ratio of sums and days that are nearly empty weigh little. */
export function broughtBy(days: readonly SpanDay[], { goal, weekdays }: Reading): Brought {
  return {
    total: sum(days.map((day) => amountOf(day, goal))),
    exposure: sum(days.map(({ offset, share }) => share * (weekdays[weekdayOf(offset)] ?? 1))),
  };
}

/** Value or conversions on an average day once all have arrived. */
export function rateOf({ total, exposure }: Brought): number {
  return exposure > 0 ? total / exposure : 0;
}

export function amountOf({ conversions, value }: SpanDay, goal: Goal): number {
  return goal === "value" ? value : conversions;
}

export function daysBefore({ days }: CampaignSpan): readonly SpanDay[] {
  return days.filter(
    ({ offset, share }) => offset >= -BEFORE_DAYS && offset < 0 && share >= LEAST_SHARE,
  );
}

/** Days after the change up to `last` that enough has arrived of. */
export function daysAfter({ days }: CampaignSpan, last: number): readonly SpanDay[] {
  return days.filter(({ offset, share }) => offset > 0 && offset <= last && share >= LEAST_SHARE);
}
