import { Temporal } from "temporal-polyfill";

import {
  addDays,
  type Day,
  dayAt,
  type DayRange,
  daysIn,
  eachDay,
  precedingRange,
} from "../day.ts";
import { MOST_UNSETTLED_DAYS } from "../settled.ts";
import type { Rule, WindowSettings } from "./rule.ts";

/** A day that a window is compared with, and how much it counts. */
export interface WeightedDay {
  readonly day: Day;
  readonly weight: number;
}

/** The days that a rule looks at on one evaluation, cut in an account's zone. */
export interface RuleWindow {
  readonly range: DayRange;
  /** What the range is compared with, or what the rest of the month is forecast from; oldest first. */
  readonly reference: readonly WeightedDay[];
  /** For pace alone: the month's length, and the share of it that is over at the end of the range. */
  readonly month: { readonly days: number; readonly share: number } | undefined;
}

const WEEK = 7;
const MONTH = 31;
const REFERENCE_WEEKS = 4;

/**
 * The window of an evaluation at `at` (milliseconds since 1970). Undefined where there is nothing to judge yet: on the
 * first days of a month there is no pace. `settledThrough` is the account's last settled day, where that is known. `known` says which days the account has numbers for: a comparison leaves out
 * weeks without, a forecast does not.
 */
export function ruleWindow(
  rule: Pick<Rule, "when" | "window">,
  at: {
    readonly epochMs: number;
    readonly zone: string;
    readonly settledThrough?: Day | undefined;
  },
  known: (day: Day) => boolean,
): RuleWindow | undefined {
  const to = lastDay(rule.window, at);
  if (rule.when.kind === "pace") return paceWindow(to);
  const range = { from: addDays(to, 1 - rule.window.days), to };
  const reference =
    rule.when.kind === "change" ? referenceDays(rule.when.against, range, known) : [];
  return { range, reference, month: undefined };
}

function lastDay(
  { ignoreLastDays, settledOnly }: WindowSettings,
  at: Parameters<typeof ruleWindow>[1],
): Day {
  const newest = addDays(dayAt(at.epochMs, at.zone), -1 - ignoreLastDays);
  const { settledThrough } = at;
  const isEarlier = settledThrough !== undefined && settledThrough < newest;
  return settledOnly === true && isEarlier ? settledThrough : newest;
}

/** How many days before an evaluation the oldest day is that a rule may look at. */
export function reachInDays({ when, window }: Pick<Rule, "when" | "window">): number {
  const unsettled = window.settledOnly === true ? MOST_UNSETTLED_DAYS : 0;
  const newest = 1 + Math.max(window.ignoreLastDays, unsettled);
  if (when.kind === "pace") return newest + MONTH + WEEK;
  if (when.kind !== "change") return newest + window.days;
  if (when.against === "previous_period") return newest + 2 * window.days;
  return newest + window.days + REFERENCE_WEEKS * weekStep(window.days);
}

/** Two windows with the same key are the same days, and are added up by one query. */
export function windowKey({ range, reference }: RuleWindow): string {
  const days = reference.map(({ day, weight }) => `${day}x${weight}`).join(",");
  return `${range.from}..${range.to} ${days}`;
}

function referenceDays(
  against: "previous_period" | "same_weekdays",
  range: DayRange,
  known: (day: Day) => boolean,
): WeightedDay[] {
  if (against === "previous_period") {
    const days = eachDay(precedingRange(range));
    return days.every(known) ? days.map((day) => ({ day, weight: 1 })) : [];
  }
  const step = weekStep(daysIn(range));
  const weeks = Array.from({ length: REFERENCE_WEEKS }, (_, index) =>
    eachDay(range).map((day) => addDays(day, -step * (index + 1))),
  ).filter((days) => days.every(known));
  return weeks
    .flat()
    .toSorted()
    .map((day) => ({ day, weight: 1 / weeks.length }));
}

/** Whole weeks, so that the weekdays are the same and no day is compared with itself. */
function weekStep(days: number): number {
  return WEEK * Math.ceil(days / WEEK);
}

/** Days of a month before which a projection would be made of too little. */
const PACE_FROM_DAY = 3;

/** The month so far; the days left are forecast from the last seven, each weekday from its own. */
function paceWindow(to: Day): RuleWindow | undefined {
  const last = Temporal.PlainDate.from(to);
  const left = last.daysInMonth - last.day;
  if (last.day < PACE_FROM_DAY) return undefined;
  const reference = Array.from({ length: WEEK }, (_, ago) => {
    const day = last.subtract({ days: WEEK - 1 - ago });
    const nextSuch = ago + 1;
    const weight = left < nextSuch ? 0 : 1 + Math.floor((left - nextSuch) / WEEK);
    return { day: day.toString(), weight };
  }).filter(({ weight }) => weight > 0);
  return {
    range: { from: last.with({ day: 1 }).toString(), to },
    reference,
    month: { days: last.daysInMonth, share: last.day / last.daysInMonth },
  };
}
