import { Temporal } from "temporal-polyfill";

import { addDays, type DayRange, instantOf } from "../../domain/day.ts";

/** Instants as UTC texts, `2026-11-01T00:00:00Z`. */
export interface InstantRange {
  readonly from: string;
  /** Not included. */
  readonly before: string;
  /** The last second that is. */
  readonly to: string;
}

/** When a zone's days begin and end: 23, 24 or 25 hours each. */
export function instantsOfDays(days: DayRange, zone: string): InstantRange {
  const before = instantOf(addDays(days.to, 1), zone);
  return {
    from: utcText(instantOf(days.from, zone)),
    before: utcText(before),
    to: utcText(before - 1_000),
  };
}

/** Milliseconds since 1970 of `2026-11-01T10:30:00Z`, or of one with an offset; undefined for anything else. */
export function instantFrom(text: string): number | undefined {
  try {
    return Temporal.Instant.from(text).epochMilliseconds;
  } catch {
    return undefined;
  }
}

function utcText(epochMs: number): string {
  return Temporal.Instant.fromEpochMilliseconds(epochMs).toString({ smallestUnit: "second" });
}
