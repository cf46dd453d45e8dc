import { describe, expect, test } from "vitest";

import { silenceSentence } from "../../../../src/domain/budget/plan/silence-sentence.ts";

const UNSURE = { probability: 0.75, least: 0.92 };
const TEST_SHIFT = { budgets: [], moves: [], share: 0.1 };

describe("why there is no suggestion", () => {
  test.for([
    [{ kind: "already-balanced", probability: 0.7 }, "Budgets look balanced already", "70 %"],
    [
      { kind: "already-balanced", probability: 0.2, unsure: UNSURE },
      "No shift is sure enough to gain: the chance of the best one is 75 %, and 92 % is asked for.",
      "Leave budgets as they are, and ask again in a week.",
    ],
    [
      { kind: "too-little-information", information: 0.1, least: 0.35, testShift: TEST_SHIFT },
      "Budgets have hardly varied",
      "A test shift would tell.",
    ],
    [
      { kind: "too-little-information", information: 0.5, least: 0.65, unsure: UNSURE },
      "No shift is sure enough to gain",
      "Change one on purpose",
    ],
    [
      { kind: "gain-too-small", share: 0.004, least: 0.003, unsure: UNSURE },
      "The best shift would gain only 0.4 %",
      "too little to be told from noise",
    ],
    [{ kind: "nothing-to-move", movable: 1 }, "A shift needs two campaigns", "Unlock another"],
    [
      { kind: "tracking-broken", conversions: 1, days: 7, expected: 40 },
      "Tracking looks broken",
      "Check tags",
    ],
    [
      { kind: "data-unsettled", usableDays: 3, least: 7 },
      "Only 3 of the last 14 days",
      "ask again",
    ],
  ] as const)("%j is one of the named reasons, in words", ([silence, reason, detail]) => {
    const sentence = silenceSentence(silence, "USD");

    expect(sentence.startsWith(reason)).toBe(true);
    expect(sentence).toContain(detail);
  });
});
