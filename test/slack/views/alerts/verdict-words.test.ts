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

const STYLE = { currency: "USD", locale: "en-US" };

test("far above a limit from below is fine, and does not read like a breach", () => {
  const rule = {
    ...quietRule.rule,
    metric: "conversions",
    when: { kind: "fixed", side: "below", limit: 1 },
  } as const;
  const verdict = { kind: "ok", value: 236, limit: 1, recovered: true } as const;
  expect(verdictWords({ ...quietRule, rule, verdict }, STYLE)).toBe(
    "Fine: Conversions 236, not below the limit of 1.",
  );
});

test("a breach that no check has seen is not counted as none of one", () => {
  const verdict = { kind: "breach", value: 60, limit: 40, chance: undefined } as const;
  const line = { ...quietRule, phase: "ok", breaches: 0, verdict } as const;
  expect(verdictWords(line, STYLE)).toContain("no check has seen it yet");
});

test("that no value is tracked is said without a ROAS of nothing", () => {
  const verdict = {
    kind: "withheld",
    because: "no_value",
    value: undefined,
    limit: undefined,
    chance: undefined,
  } as const;
  const rule = { ...quietRule.rule, metric: "roas" } as const;
  expect(verdictWords({ ...quietRule, rule, verdict }, STYLE)).toBe(
    "No verdict: no value is tracked: none has ever been reported, so ROAS says nothing.",
  );
});
