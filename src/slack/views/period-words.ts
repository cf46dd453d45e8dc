import { daysFrom, daysIn, type Day, type DayRange } from "../../domain/day.ts";
import type { Period } from "../../domain/period.ts";

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

const NAMED: Readonly<Record<string, string>> = {
  today: "today",
  yesterday: "yesterday",
  mtd: "month to date",
  qtd: "quarter to date",
  ytd: "year to date",
  last_week: "last week",
  last_month: "last month",
};

/** `22 Nov 2026`. */
export function dayWords(day: Day): string {
  return `${dayOfYear(day)} ${day.slice(0, -6)}`;
}

/** `22 Nov`. */
export function dayOfYear(day: Day): string {
  return `${Number(day.slice(-2))} ${MONTHS[Number(day.slice(-5, -3)) - 1] ?? ""}`;
}

/** `15–21 Nov 2026`, `28 Nov – 3 Dec 2026`, `28 Dec 2025 – 3 Jan 2026`. */
export function rangeWords({ from, to }: DayRange): string {
  if (from === to) return dayWords(to);
  if (from.slice(0, -3) === to.slice(0, -3)) return `${Number(from.slice(-2))}–${dayWords(to)}`;
  if (from.slice(0, -6) === to.slice(0, -6)) return `${dayOfYear(from)} – ${dayWords(to)}`;
  return `${dayWords(from)} – ${dayWords(to)}`;
}

/** `last 7 days (15–21 Nov 2026)`; the days alone where the person named them. */
export function periodWords(period: Period): string {
  const name = periodName(period.key);
  return name === undefined ? rangeWords(period) : `${name} (${rangeWords(period)})`;
}

/** `last 7 days`, `month to date`; undefined for a period that is named by its dates. */
export function periodName(key: string): string | undefined {
  const days = /^(\d+)d$/.exec(key)?.[1];
  if (days !== undefined) return days === "1" ? "last day" : `last ${days} days`;
  return Object.hasOwn(NAMED, key) ? NAMED[key] : undefined;
}

/** `the 7 days before`. */
export function beforeWords(range: DayRange): string {
  const days = daysIn(range);
  return days === 1 ? "the day before" : `the ${days} days before`;
}

/** Days of the range that come after `last`. */
export function daysMissing(range: DayRange, last: Day): number {
  return Math.max(0, Math.min(daysIn(range), daysFrom(last, range.to)));
}
