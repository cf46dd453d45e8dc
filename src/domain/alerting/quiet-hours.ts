import { Temporal } from "temporal-polyfill";

/** From one time of day to another, `HH:MM`, across midnight where `to` is the earlier; equal times are no hours. */
export interface QuietHours {
  readonly from: string;
  readonly to: string;
}

/**
 * When the quiet hours that hold at an instant end, both in milliseconds since 1970; undefined where none hold. They go
 * by the clock on the zone's walls: a time that a clock change skips is the moment of the change, and one that it
 * repeats is the first of the two.
 */
export function quietUntil(quiet: QuietHours, zone: string, atMs: number): number | undefined {
  const today = Temporal.Instant.fromEpochMilliseconds(Math.floor(atMs))
    .toZonedDateTimeISO(zone)
    .toPlainDate();
  const overnight = quiet.to < quiet.from;
  for (const day of [today.subtract({ days: 1 }), today]) {
    const start = momentOf(day, quiet.from, zone);
    const end = momentOf(overnight ? day.add({ days: 1 }) : day, quiet.to, zone);
    if (start <= atMs && atMs < end) return end;
  }
  return undefined;
}

function momentOf(day: Temporal.PlainDate, time: string, zone: string): number {
  const wall = day.toPlainDateTime(Temporal.PlainTime.from(time));
  const moment = wall.toZonedDateTime(zone, { disambiguation: "earlier" });
  if (moment.toPlainDateTime().equals(wall)) return moment.epochMilliseconds;
  return (moment.getTimeZoneTransition("next") ?? moment).epochMilliseconds;
}
