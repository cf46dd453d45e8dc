import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { periodFault } from "../../src/domain/period-fault.ts";
import { isPeriodText } from "../../src/domain/period.ts";
import { draws } from "../support/draws.ts";

describe("periodFault", () => {
  test.for([
    ["2026-11-30..2026-11-01", "write it as 2026-11-01..2026-11-30"],
    ["2000-01-01..2026-11-24", "more than 3660 days"],
    ["5000d", "more than 3660 days"],
    ["0d", "it has no day"],
    ["2026-13", "no such month"],
    ["2026-1", "a month is written as 2026-10"],
    ["2026-02-30", "no such month or day"],
    ["2026-10-01..", "a range is written as"],
    ["2026-10-01..2026-10-32", "a range is written as"],
    ["3x", "none that is written so"],
    ["2Weeks", "none that is written so"],
    ["07d", "none that is written so"],
    ["2026", "none that is written so"],
    ["last_year", "none that is written so"],
  ] as const)("of %s says “%s”", ([text, words]) => {
    expect(periodFault(text)).toContain(words);
  });

  test.for(["7d", "2026-10", "MTD", "brand", "us", "", "..", "a..b", "3", "12345", "x3"])(
    "of “%s” is nothing to say",
    (text) => {
      expect(periodFault(text)).toBeUndefined();
    },
  );

  test("never speaks of a period", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9dxq.\-_a-z]{0,24}$/), (text) => {
        expect(isPeriodText(text) && periodFault(text) !== undefined).toBe(false);
      }),
      draws(500),
    );
  });
});
