import { describe, expect, test } from "vitest";

import { silenceSentence } from "../../../../src/domain/budget/plan/silence-sentence.ts";

const UNSURE = { probability: 0.75, least: 0.92 };
const TEST_SHIFT = { budgets: [], moves: [], share: 0.1 };

describe("why there is no suggestion", () => {
  test.for([
    [{ kind: "already-balanced", probability: 0.7 }, "Budgets look balanced already", "70 %"],
    [
      { kind: "already-balanced", probability: 0.2, unsure: UNSURE },
      "Budgets may well be balanced already",
      "only 75 % probability, where 92 % is asked for",
    ],
    [
      { kind: "too-little-information", information: 0.1, least: 0.35, testShift: TEST_SHIFT },
      "Budgets have hardly varied",
      "a test shift would tell",
    ],
    [
      { kind: "too-little-information", information: 0.5, least: 0.65, unsure: UNSURE },
      "There is too little information to be sure",
      "a budget changed on purpose would tell",
    ],
    [
      { kind: "gain-too-small", share: 0.004, least: 0.003, unsure: UNSURE },
      "The best shift would gain 0.4 %",
      "too little to be told from noise",
    ],
  ] as const)("%j is one of the named reasons, in words", ([silence, reason, detail]) => {
    const sentence = silenceSentence(silence, "USD");

    expect(sentence.startsWith(reason)).toBe(true);
    expect(sentence).toContain(detail);
  });
});
