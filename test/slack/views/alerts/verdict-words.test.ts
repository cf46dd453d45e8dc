import { expect, test } from "vitest";

import { verdictWords } from "../../../../src/slack/views/alerts/verdict-words.ts";
import { quietRule } from "./quiet-samples.ts";

test.for([
  ["cpa", "Nothing to judge: it pays per sale: CPA is the contracted payout."],
  ["cpl", "Nothing to judge: it pays per lead: CPA is the contracted payout."],
  [
    "revenue_share",
    "Nothing to judge: it pays a share of each sale: CPA is the contracted payout.",
  ],
] as const)("a campaign paid by %s has nothing to judge", ([pricing, words]) => {
  const line = {
    ...quietRule,
    verdict: { kind: "ended", because: "contracted", pricing } as const,
  };
  expect(verdictWords(line, { currency: "USD", locale: "en-US" })).toBe(words);
});
