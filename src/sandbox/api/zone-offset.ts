import { Temporal } from "temporal-polyfill";

/** How far a zone is ahead of UTC at an instant, given in milliseconds since 1970. */
export function zoneOffsetSeconds(zone: string, now: number): number {
  const instant = Temporal.Instant.fromEpochMilliseconds(Math.trunc(now));
  return instant.toZonedDateTimeISO(zone).offsetNanoseconds / 1e9;
}
