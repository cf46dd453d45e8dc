import { Cron } from "croner";
import { Temporal } from "temporal-polyfill";

import { remember } from "../remember.ts";

/**
 * A cron schedule, read in a zone. The fields are minute, hour, day of month, month and day of week, with seconds
 * before them where there are six; where both kinds of day are named, either will do, as in classic cron.
 *
 * One that names its minutes and hours (`30 2 * * *`, `30 2,14 * * 1-5`) goes by the clock on the wall: a time that the
 * spring change skips comes as the clock jumps, and one that the autumn change repeats comes once, the first time. One
 * with a star or a step in them (`0 * * * *`, every 30 minutes) is an interval: it has no tick in the missing hour and
 * its usual ones in both of the doubled.
 */
export type Schedule = string;

/** The newest tick at or before an instant; ticks and instants are milliseconds since 1970. */
export function newestTick(schedule: Schedule, zone: string, atMs: number): number | undefined {
  return cronIn(schedule, zone)
    .previousRuns(1, iso(atMs + 1))[0]
    ?.getTime();
}

/** The first tick after an instant. */
export function nextTick(schedule: Schedule, zone: string, afterMs: number): number | undefined {
  return cronIn(schedule, zone).nextRun(iso(afterMs))?.getTime();
}

/** Every tick of a span, both ends included, in order; no more than the first `most`. */
export function ticksBetween(
  schedule: Schedule,
  zone: string,
  span: { readonly fromMs: number; readonly toMs: number; readonly most?: number },
): number[] {
  const { toMs, most = Infinity } = span;
  const ticks: number[] = [];
  let tick = nextTick(schedule, zone, span.fromMs - 1);
  while (tick !== undefined && tick <= toMs && ticks.length < most) {
    ticks.push(tick);
    tick = nextTick(schedule, zone, tick);
  }
  return ticks;
}

function cronIn(schedule: Schedule, zone: string): Cron {
  return knownCron(`${zone} ${schedule}`);
}

/** A parsed schedule holds ten thousand years, one by one: few are kept. */
const knownCron = remember((key: string): Cron => {
  const space = key.indexOf(" ");
  return new Cron(key.slice(space + 1), {
    timezone: key.slice(0, space),
    mode: "5-or-6-parts",
    fixedTimeRule: "no-wildcard",
    paused: true,
  });
}, 200);

function iso(epochMs: number): string {
  return Temporal.Instant.fromEpochMilliseconds(Math.floor(epochMs)).toString();
}
