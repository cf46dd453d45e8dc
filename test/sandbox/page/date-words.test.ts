import { expect, test } from "vitest";

import { clockTime, dateWords, dayHeading, dayOf } from "../../../src/sandbox/page/date-words.ts";

const NOON = Date.UTC(2026, 10, 22, 12);

test.for([
  ["{date_num}", "11/22/26"],
  ["{date_short}", "Nov 22, 2026"],
  ["{date_long} at {time}", "Sunday, November 22, 2026 at 7:00 AM"],
  ["{unheard}", "{unheard}"],
] as const)("writes %s in the person's zone", ([format, words]) => {
  const view = { zone: "America/New_York", now: Date.UTC(2026, 0, 1) };
  expect(dateWords(format, NOON / 1000, view)).toBe(words);
});

test.for([
  [0, "today"],
  [1, "yesterday"],
  [-1, "tomorrow"],
  [2, "Nov 22, 2026"],
] as const)("a pretty day seen %i days later is %s", ([days, words]) => {
  const view = { zone: "UTC", now: NOON + days * 86_400_000 };
  expect(dateWords("{date_short_pretty}", NOON / 1000, view)).toBe(words);
});

test("a day begins at the zone's own midnight", () => {
  const late = Date.UTC(2026, 10, 22, 3);

  expect(dayOf(late, "America/New_York")).toBe("2026-11-21");
  expect(dayOf(late, "Europe/Berlin")).toBe("2026-11-22");
  expect(dayHeading(late, { zone: "America/New_York", now: NOON })).toBe("Yesterday");
  expect(clockTime(late, "Europe/Berlin")).toBe("4:00 AM");
});
