import { expect, test } from "vitest";

import { reasonWords } from "../../../src/domain/alerting/reason-words.ts";
import type { Condition } from "../../../src/domain/alerting/rule.ts";
import type { Verdict } from "../../../src/domain/alerting/verdict.ts";

const FIXED: Condition = { kind: "fixed", side: "above", limit: 40 };

test.for([
  [FIXED, breach(49.717123, undefined), "cpa 49.72 USD is above the limit 40 USD"],
  [FIXED, breach(41.25, undefined), "cpa 41.25 USD is above the limit 40 USD"],
  [
    FIXED,
    breach(41, 0.0123456789),
    "cpa 41 USD is above the limit 40 USD; chance alone would do this in 1.2 % of cases",
  ],
  [
    FIXED,
    breach(41, 1e-9),
    "cpa 41 USD is above the limit 40 USD; chance alone would do this in less than 0.01 % of cases",
  ],
  [
    FIXED,
    breach(undefined, 0.05),
    "spend without a conversion, against the limit 40 USD; chance alone would do this in 5 % of cases",
  ],
  [
    FIXED,
    { kind: "ok", value: 39, limit: 40, recovered: false },
    "cpa 39 USD is inside the limit 40 USD",
  ],
  [
    FIXED,
    { kind: "ok", value: 0.1 + 0.2, limit: 40, recovered: true },
    "cpa 0.3 USD has recovered from the limit 40 USD",
  ],
  [FIXED, { kind: "ended", because: "no_days" }, "there are no numbers to judge any more"],
  [
    FIXED,
    { kind: "ended", because: "contracted", pricing: "cpa" },
    "it pays for results, so that its CPA is the contracted payout",
  ],
  [FIXED, { kind: "ended", because: "no_limit" }, "the rule has no limit for it any more"],
  [
    { kind: "target", side: "above", factor: 1.2 },
    breach(60, undefined),
    "cpa 60 USD is above the limit 40 USD (1.2 × target)",
  ],
  [
    { kind: "budget", side: "below", factor: 0.5 },
    breach(1, undefined),
    "cpa 1 USD is below the limit 40 USD (0.5 × the budget of these days)",
  ],
  [
    { kind: "pace", side: "above", startBand: 0.2, endBand: 0.1 },
    breach(60, undefined),
    "cpa 60 USD is above the limit 40 USD (from the month's budget)",
  ],
  [
    { kind: "change", side: "below", by: 0.3, against: "same_weekdays" },
    breach(30, undefined),
    "cpa 30 USD is below the limit 40 USD (down 30 % on the same weekdays)",
  ],
] as const)("%j, %j", ([when, verdict, words]) => {
  expect(reasonWords({ metric: "cpa", when, currency: "USD" }, verdict)).toBe(words);
});

test("each reason for withholding has words of its own", () => {
  const because = [
    "min_spend",
    "min_clicks",
    "min_conversions",
    "undefined_ratio",
    "not_sure",
    "no_reference",
    "no_value",
    "missing_days",
    "tracking_broken",
  ] as const;
  const words = because.map((one) =>
    reasonWords(
      { metric: "cpa", when: FIXED, currency: "USD" },
      { kind: "withheld", because: one, value: undefined, limit: undefined, chance: undefined },
    ),
  );
  expect(new Set(words).size).toBe(because.length);
});

function breach(value: number | undefined, chance: number | undefined): Verdict {
  return { kind: "breach", value, limit: 40, chance };
}
