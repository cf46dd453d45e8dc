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

/** The ticks on which a word is due of an episode that breaches at each of them, as times of the zone. */
function remindersAt(
  ticks: readonly number[],
  remindEveryHours: number | undefined,
  verdicts: (index: number) => Verdict = () => BREACH,
): number[] {
  const rule = ruleOf(remindEveryHours === undefined ? {} : { remindEveryHours });
  let tracked: Tracked = UNTRACKED;
  const due: number[] = [];
  for (const [index, at] of ticks.entries()) {
    const advance = advanceEpisode(tracked, verdicts(index), { rule, evaluation: index + 1, at });
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
    expect(remindersAt(days, 24)).toEqual([1, 2, 3, 4]);
  });

  test.for([
    ["0 9 * * *", 72, [3, 6, 9]],
    ["0 9 * * *", 48, [2, 4, 6, 8, 10]],
    ["0 9 * * *", 168, [7]],
    ["0 9 * * *", 1, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]],
  ] as const)("on ticks at %s every %d hours come at %j", ([schedule, hours, expected]) => {
    const days = ticks(schedule, "UTC", ["2026-11-01", "2026-11-13"]);
    expect(remindersAt(days, hours)).toEqual(expected);
  });

  test("of a month come after a month, not a day before", () => {
    const days = ticks("0 9 * * *", "UTC", ["2026-01-01", "2026-02-02"]);
    expect(remindersAt(days, 720)).toEqual([30]);
  });

  test("of a short time are not a quarter of it early", () => {
    const quarters = ticks("*/15 * * * *", "UTC", ["2026-01-01", "2026-01-02"]);
    expect(remindersAt(quarters, 1).slice(0, 3)).toEqual([4, 8, 12]);
  });

  test("there are none where nobody asked for any", () => {
    expect(remindersAt(ticks("0 9 * * *", "UTC", ["2026-11-01", "2026-11-30"]), undefined)).toEqual(
      [],
    );
  });

  test("wait for the next breach while it is inside the limit, or nothing can be said", () => {
    const days = ticks("0 9 * * *", "UTC", ["2026-11-01", "2026-11-08"]);
    for (const quiet of [INSIDE, WITHHELD]) {
      const due = remindersAt(days, 24, (index) => (index === 1 || index === 2 ? quiet : BREACH));
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
  });
  expect({ turn, reminderDue, ...tracked }).toMatchObject({
    turn: "fired",
    reminderDue: false,
    firedAt: at,
    remindedAt: undefined,
  });
});
