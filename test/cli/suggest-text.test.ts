import { describe, expect, test } from "vitest";

import { suggestionText } from "../../src/cli/suggest-text.ts";
import { SUGGEST_SETTINGS, suggestShift } from "../../src/domain/budget/plan/suggest-shift.ts";
import type { Suggestion } from "../../src/domain/budget/plan/suggestion.ts";
import { smallAccount } from "../domain/budget/small-account.ts";

const PORTFOLIO = smallAccount();
const SHIFT = suggestShift(PORTFOLIO, SUGGEST_SETTINGS);

function expecting(probability: number): Suggestion {
  if (SHIFT.kind !== "shift") throw new Error("There is much to gain.");
  const { plan } = SHIFT;
  return { ...SHIFT, plan: { ...plan, expected: { ...plan.expected, probability } } };
}

describe("a suggestion for people", () => {
  test("says of each amount what it is counted in", () => {
    const text = suggestionText(PORTFOLIO, expecting(0.94));

    expect(text).toMatch(/Expected \+\d+ USD a day \(\d+ … \d+\) on \d+ USD a day/);
    expect(suggestionText({ ...PORTFOLIO, goal: "conversions" }, expecting(0.94))).toMatch(
      / on \d+ conversions a day/,
    );
  });

  test.for([
    [1, "more than 99 %"],
    [0.94, "94 %"],
    [0.004, "less than 1 %"],
  ] as const)("says a probability of %d as %s", ([probability, words]) => {
    expect(suggestionText(PORTFOLIO, expecting(probability))).toContain(
      `it gains with ${words} probability`,
    );
  });

  test("holds back no campaign that it cuts", () => {
    const withheld = [
      { campaign: "c01", reason: "not-spending" },
      { campaign: "c09", reason: "locked" },
    ] as const;
    const text = suggestionText(PORTFOLIO, { ...expecting(0.94), withheld });

    expect(text).toContain("c01 → c04");
    expect(text.slice(text.indexOf("Held back:"))).not.toContain("c01");
    expect(text).toContain("c09: locked");
    expect(text).toContain("Given no more, as they do not spend the budget that they have: c01.");
  });
});
