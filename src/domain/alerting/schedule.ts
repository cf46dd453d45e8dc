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

/** What is wrong with a schedule, in words; undefined where nothing is. One that never comes (31 February) is wrong. */
export function scheduleProblem(text: string): string | undefined {
  const fields = text.trim().split(/\s+/);
  if (fields.length !== 5 && fields.length !== 6) {
    return "a schedule has five fields (minute, hour, day of month, month, day of week), or six with seconds first";
  }
  const odd = fields.find((field) => !FIELD.test(field));
  if (odd !== undefined) return `"${odd}" is nothing that a schedule has`;
  try {
    return cronIn(text, "UTC").nextRun(ANY_TIME) === null ? "no day is like that" : undefined;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return error.message.replace(CRONER_WORDS, "");
  }
}

/** Croner would take a date and time for a schedule that comes once, and `@daily` for five fields. */
const FIELD = /^[\da-z*?/,#-]+$/i;

/** Whether a schedule ever comes does not depend on when one begins to look. */
const ANY_TIME = "2026-01-01T00:00:00Z";

/** What croner says of itself, and the value as it counts it, days and months from zero. */
const CRONER_WORDS = /^CronPattern: (?:Syntax error, )?|configuration entry \d+ |: \d+$/g;

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
