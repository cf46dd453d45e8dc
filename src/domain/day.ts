import { Temporal } from "temporal-polyfill";

import { remember } from "./remember.ts";

/** A calendar day of an account, `YYYY-MM-DD`. Never an instant: the account's zone decides what it covers. */
export type Day = string;

/** Whole days, both ends included. */
export interface DayRange {
  readonly from: Day;
  readonly to: Day;
}

/** 1900 to 2999: another year is a slip, and days near the calendar's ends have neighbours that no database holds. */
const ISO_DAY = /^(?:19|2\d)\d{2}-\d{2}-\d{2}$/;

/** True for a day that the calendar has, from 1900 to 2999: `2026-02-29` is not one. */
export function isDay(text: string): boolean {
  if (!ISO_DAY.test(text)) return false;
  try {
    return Temporal.PlainDate.from(text, { overflow: "reject" }).toString() === text;
  } catch {
    return false;
  }
}

/** The day from its numbers, or undefined where the calendar has no such day. */
export function dayFrom(year: number, month: number, dayOfMonth: number): Day | undefined {
  const text = `${pad(year, 4)}-${pad(month, 2)}-${pad(dayOfMonth, 2)}`;
  return isDay(text) ? text : undefined;
}

export function addDays(day: Day, days: number): Day {
  return movedDay(`${day} ${days}`);
}

const movedDay = remember((key: string): Day => {
  const [day = "", days] = key.split(" ");
  return Temporal.PlainDate.from(day)
    .add({ days: Number(days) })
    .toString();
});

/** Days from `from` to `to`: 0 for the same day, negative when `to` is earlier. */
export function daysFrom(from: Day, to: Day): number {
  return dayNumber(to) - dayNumber(from);
}

const EPOCH = Temporal.PlainDate.from("1970-01-01");

/** Days since 1970-01-01. */
const dayNumber = remember((day: Day): number => EPOCH.until(day, { largestUnit: "day" }).days);

/** How many days a range covers, both ends counted. */
export function daysIn(range: DayRange): number {
  return daysFrom(range.from, range.to) + 1;
}

/** The range of equal length that ends the day before. */
export function precedingRange(range: DayRange): DayRange {
  const to = addDays(range.from, -1);
  return { from: addDays(to, 1 - daysIn(range)), to };
}

export function eachDay(range: DayRange): Day[] {
  const first = Temporal.PlainDate.from(range.from);
  return Array.from({ length: Math.max(0, daysIn(range)) }, (_, days) =>
    first.add({ days }).toString(),
  );
}

/** The calendar day in `zone` at an instant given in milliseconds since 1970. */
export function dayAt(epochMs: number, zone: string): Day {
  const last = lastDays.get(zone);
  if (last !== undefined && epochMs >= last.from && epochMs < last.until) return last.day;
  const start = Temporal.Instant.fromEpochMilliseconds(epochMs)
    .toZonedDateTimeISO(zone)
    .startOfDay();
  const day = start.toPlainDate().toString();
  lastDays.set(zone, {
    day,
    from: start.epochMilliseconds,
    until: start.add({ days: 1 }).startOfDay().epochMilliseconds,
  });
  return day;
}

const FIRST_ZONE = "Pacific/Kiritimati";

/** The latest day that has begun anywhere at an instant given in milliseconds since 1970. */
export function latestDayAt(epochMs: number): Day {
  return dayAt(epochMs, FIRST_ZONE);
}

/** The furthest day that a load may name: two ahead of the latest anywhere, since clocks and schedules are not exact. */
export function furthestDayAt(epochMs: number): Day {
  return addDays(latestDayAt(epochMs), 2);
}

/** The instant at which a day begins in `zone`, milliseconds since 1970. */
export function instantOf(day: Day, zone: string): number {
  return Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: zone }).epochMilliseconds;
}

/** The day that was asked for last in each zone, and the instants that belong to it. */
const lastDays = new Map<
  string,
  { readonly day: Day; readonly from: number; readonly until: number }
>();

/**
 * True for an IANA zone name whose days can be told; offsets such as `+02:00` are not zones, nor are the machine's
 * own abbreviations: one reads `IST` as Kolkata, another as Jerusalem.
 */
export function isZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    EPOCH.toZonedDateTime(name);
    return true;
  } catch {
    return false;
  }
}

/** True where two names mean the same zone: `Europe/Kiev` is `europe/kyiv`. */
export function isSameZone(a: string, b: string): boolean {
  return a === b || EPOCH.toZonedDateTime(a).equals(EPOCH.toZonedDateTime(b));
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, "0");
}
