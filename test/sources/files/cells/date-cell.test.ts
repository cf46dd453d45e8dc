import { expect, test } from "vitest";

import { dateCell, orderedDay } from "../../../../src/sources/files/cells/date-cell.ts";
import { monthNumber } from "../../../../src/sources/files/cells/month-names.ts";

test.for([
  ["2026-05-06", "2026-05-06"],
  ["2026/5/6", "2026-05-06"],
  ["20260506", "2026-05-06"],
  ["2021-09-15 5:00:00", "2021-09-15"],
  ["2026-05-06T12:30:00.123Z", "2026-05-06"],
  ["Feb 1, 2020", "2020-02-01"],
  ["Thu, 5 Feb 2026", "2026-02-05"],
  ["5-Feb-2026", "2026-02-05"],
  ["9 de abril de 2025", "2025-04-09"],
  ["1er janvier 2026", "2026-01-01"],
  ["12. März 2026", "2026-03-12"],
  ["3 juil. 2026", "2026-07-03"],
  ["3 juin 2026", "2026-06-03"],
  ["26/05/2026", "2026-05-26"],
  ["06.05.2026", "2026-05-06"],
  ["6/5/26", "2026-05-06"],
  ["2026-02-30", undefined],
  ["31/02/2026", undefined],
  ["5 Foo 2026", undefined],
  ["yesterday", undefined],
  ["", undefined],
  ["46143", undefined],
] as const)("%s, the day before the month, is %s", ([cell, day]) => {
  const date = dateCell(cell);

  expect(date === undefined ? undefined : orderedDay(date, "day-first")).toBe(day);
});

test("the month may come first", () => {
  const date = dateCell("5/6/2026 12:00 AM");

  expect(date && orderedDay(date, "month-first")).toBe("2026-05-06");
});

test.for(["en", "de", "fr", "es", "pt", "it", "nl"])(
  "the months' names in %s are known, long and short",
  (language) => {
    const known = Array.from({ length: 12 }, (_, month) => {
      const names = (["long", "short"] as const).map((style) =>
        new Intl.DateTimeFormat(language, { month: style, timeZone: "UTC" }).format(
          Date.UTC(2026, month, 15),
        ),
      );
      return names.map(monthNumber);
    });

    expect(known).toEqual(Array.from({ length: 12 }, (_, month) => [month + 1, month + 1]));
  },
);
