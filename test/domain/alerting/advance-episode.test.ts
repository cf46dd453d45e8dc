import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";

import {
  advanceEpisode,
  type Tracked,
  UNTRACKED,
} from "../../../src/domain/alerting/advance-episode.ts";
import { ticksBetween } from "../../../src/domain/alerting/schedule.ts";
import type { Verdict } from "../../../src/domain/alerting/verdict.ts";
import { ruleOf } from "../../support/alert-desk.ts";

const BREACH: Verdict = { kind: "breach", value: 50, limit: 40, chance: undefined };
const INSIDE: Verdict = { kind: "ok", value: 39, limit: 40, recovered: false };
const WITHHELD: Verdict = {
  kind: "withheld",
  because: "missing_days",
  value: undefined,
  limit: undefined,
  chance: undefined,
};

/** The ticks on which a word is due of an episode that breaches at each of them. */
function remindersAt(
  ticks: readonly number[],
  remindEveryHours: number | undefined,
  {
    schedule = "0 9 * * *",
    zone = "UTC",
    verdicts = () => BREACH,
  }: {
    readonly schedule?: string;
    readonly zone?: string;
    readonly verdicts?: (index: number) => Verdict;
  } = {},
): number[] {
  const rule = { ...ruleOf({ schedule }), remindEveryHours, timeZone: undefined };
  let tracked: Tracked = UNTRACKED;
  const due: number[] = [];
  for (const [index, at] of ticks.entries()) {
    const advance = advanceEpisode(tracked, verdicts(index), {
      rule,
      evaluation: index + 1,
      at,
      zone,
    });
    tracked = advance.tracked;
    if (!advance.reminderDue) continue;
    due.push(index);
    tracked = { ...tracked, remindedAt: at };
  }
  return due;
}

function ticks(schedule: string, zone: string, [from, to]: readonly [string, string]): number[] {
  const at = (day: string) => Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds;
  return ticksBetween(schedule, zone, { fromMs: at(from), toMs: at(to) });
}

function wall(at: number | undefined, zone: string): string {
  const moment = Temporal.Instant.fromEpochMilliseconds(at ?? 0).toZonedDateTimeISO(zone);
  return moment.toPlainDateTime().toString().slice(5, 16).replace("T", " ");
}

describe("reminders", () => {
  test.for([
    ["Europe/Berlin", "2026-03-27", "2026-04-01"],
    ["Europe/Berlin", "2026-10-23", "2026-10-28"],
    ["America/New_York", "2026-03-06", "2026-03-11"],
    ["America/New_York", "2026-10-30", "2026-11-04"],
    ["Australia/Lord_Howe", "2026-10-02", "2026-10-07"],
  ] as const)("of every day come on every day in %s from %s to %s", ([zone, from, to]) => {
    const days = ticks("0 9 * * *", zone, [from, to]);
    expect(days).toHaveLength(5);
    expect(remindersAt(days, 24, { zone })).toEqual([1, 2, 3, 4]);
  });

  test.for([
    ["0 9 * * *", 72, [3, 6, 9]],
    ["0 9 * * *", 48, [2, 4, 6, 8, 10]],
    ["0 9 * * *", 168, [7]],
    ["0 9 * * *", 1, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]],
  ] as const)("on ticks at %s every %d hours come at %j", ([schedule, hours, expected]) => {
    const days = ticks(schedule, "UTC", ["2026-11-01", "2026-11-13"]);
    expect(remindersAt(days, hours, { schedule })).toEqual(expected);
  });

  test.for([
    ["0 * * * *", 24, ["03-27 00:00", "03-28 00:00", "03-29 00:00", "03-30 00:00", "03-31 00:00"]],
    ["*/30 * * * *", 24, ["03-27 00:00", "03-28 00:00", "03-29 00:00", "03-30 00:00"]],
    ["0 * * * *", 48, ["03-28 00:00", "03-30 00:00", "04-01 00:00"]],
    ["30 2 * * *", 24, ["03-27 02:30", "03-28 02:30", "03-29 03:00", "03-30 02:30", "03-31 02:30"]],
    ["0 9,21 * * *", 12, ["03-28 09:00", "03-28 21:00", "03-29 09:00", "03-29 21:00"]],
    ["0 */6 * * *", 6, ["03-28 18:00", "03-29 00:00", "03-29 06:00", "03-29 12:00"]],
  ] as const)(
    "on ticks at %s every %d hours keep their hour in spring",
    ([schedule, hours, expected]) => {
      const zone = "Europe/Berlin";
      const all = ticks(schedule, zone, ["2026-03-26", "2026-04-02"]);
      const due = remindersAt(all, hours, { schedule, zone }).map((index) =>
        wall(all[index], zone),
      );
      const from = due.indexOf(expected[0]);
      expect(due.slice(from, from + expected.length)).toEqual(expected);
    },
  );

  test.for([
    ["0 * * * *", 24, ["10-24 00:00", "10-25 00:00", "10-26 00:00", "10-27 00:00"]],
    ["0 * * * *", 6, ["10-25 00:00", "10-25 05:00", "10-25 11:00"]],
    ["0 9,21 * * *", 12, ["10-24 21:00", "10-25 09:00", "10-25 21:00"]],
  ] as const)(
    "on ticks at %s every %d hours come in autumn as well",
    ([schedule, hours, expected]) => {
      const zone = "Europe/Berlin";
      const all = ticks(schedule, zone, ["2026-10-23", "2026-10-29"]);
      const due = remindersAt(all, hours, { schedule, zone }).map((index) =>
        wall(all[index], zone),
      );
      const from = due.indexOf(expected[0]);
      expect(due.slice(from, from + expected.length)).toEqual(expected);
    },
  );

  test.for([
    ["0 * * * *", 24, Array.from({ length: 12 }, (_, index) => 24 * (index + 1))],
    ["0 * * * *", 1, Array.from({ length: 288 }, (_, index) => index + 1)],
    ["0 * * * *", 1.5, Array.from({ length: 144 }, (_, index) => 2 * (index + 1))],
    ["0 */5 * * *", 24, Array.from({ length: 12 }, (_, index) => 5 * (index + 1))],
  ] as const)("on ticks at %s every %f hours drift nowhere", ([schedule, hours, expected]) => {
    const all = ticks(schedule, "UTC", ["2026-11-01", "2026-11-13"]);
    expect(remindersAt(all, hours, { schedule })).toEqual(expected);
  });

  test("come on the next day's tick of an alert that fired a little after one", () => {
    const [first = 0, ...rest] = ticks("0 9 * * *", "UTC", ["2026-11-01", "2026-11-05"]);
    expect(remindersAt([first + 20 * 60_000, ...rest], 24)).toEqual([1, 2, 3]);
  });

  test("of a month come after a month, not a day before", () => {
    const days = ticks("0 9 * * *", "UTC", ["2026-01-01", "2026-02-02"]);
    expect(remindersAt(days, 720)).toEqual([30]);
  });

  test("of a short time are not a quarter of it early", () => {
    const quarters = ticks("*/15 * * * *", "UTC", ["2026-01-01", "2026-01-02"]);
    expect(remindersAt(quarters, 1, { schedule: "*/15 * * * *" }).slice(0, 3)).toEqual([4, 8, 12]);
  });

  test("there are none where nobody asked for any", () => {
    expect(remindersAt(ticks("0 9 * * *", "UTC", ["2026-11-01", "2026-11-30"]), undefined)).toEqual(
      [],
    );
  });

  test("wait for the next breach while it is inside the limit, or nothing can be said", () => {
    const days = ticks("0 9 * * *", "UTC", ["2026-11-01", "2026-11-08"]);
    for (const quiet of [INSIDE, WITHHELD]) {
      const due = remindersAt(days, 24, {
        verdicts: (index) => (index === 1 || index === 2 ? quiet : BREACH),
      });
      expect(due).toEqual([3, 4, 5, 6]);
    }
  });
});

test("an episode that fires again counts its time anew", () => {
  const rule = ruleOf({ remindEveryHours: 1 });
  const at = Date.UTC(2026, 10, 24, 9);
  const before: Tracked = {
    state: { ...UNTRACKED.state, phase: "resolved" },
    firedAt: 0,
    remindedAt: 5,
  };
  const { tracked, turn, reminderDue } = advanceEpisode(before, BREACH, {
    rule,
    evaluation: 9,
    at,
    zone: "UTC",
  });
  expect({ turn, reminderDue, ...tracked }).toMatchObject({
    turn: "fired",
    reminderDue: false,
    firedAt: at,
    remindedAt: undefined,
  });
});
