import { Temporal } from "temporal-polyfill";

import { nextTick } from "./schedule.ts";

const HOUR_MS = 3_600_000;

/** A tick comes so much early at most, and no more than this share of the wait. */
const EARLY_MS = HOUR_MS;
const EARLY_SHARE = 1 / 6;

/** Clocks are changed by no more. */
const MOST_CHANGED_MS = HOUR_MS;

/**
 * True where the time since the last word is over at a tick, or where this tick is nearer to that time than the next:
 * the hour that the clock skips, or an alert that fired a little after its tick, puts no daily reminder off to the next
 * day. Whole days go by the clock on the wall. Instants are milliseconds since 1970.
 */
export function isReminderDue(input: {
  readonly last: number;
  readonly hours: number;
  readonly at: number;
  readonly schedule: string;
  /** IANA: that of the schedule. */
  readonly zone: string;
}): boolean {
  const { last, hours, at, schedule, zone } = input;
  const wait = hours * HOUR_MS;
  const most = Math.min(EARLY_MS, wait * EARLY_SHARE);
  if (at - last < wait - most - MOST_CHANGED_MS) return false;
  const wanted = hours % 24 === 0 ? daysLater(last, hours / 24, zone) : last + wait;
  const early = wanted - at;
  if (early <= 0) return true;
  if (early > most) return false;
  const next = nextTick(schedule, zone, at);
  return next === undefined || early < next - wanted;
}

function daysLater(instant: number, days: number, zone: string): number {
  const moment = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
  return moment.add({ days }).epochMilliseconds;
}
