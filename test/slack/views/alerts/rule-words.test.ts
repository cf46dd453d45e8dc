import fc from "fast-check";
import { describe, expect, test } from "vitest";

import type { Rule } from "../../../../src/domain/alerting/rule.ts";
import { ruleWords } from "../../../../src/slack/views/alerts/rule-words.ts";
import {
  decimalText,
  numberOf,
  percentText,
  shareOf,
} from "../../../../src/slack/views/decimal-text.ts";
import { scheduleWords } from "../../../../src/slack/views/schedule-words.ts";
import { RULE } from "./samples.ts";

const QUIET: Rule = {
  ...RULE,
  guards: { minSpendMicros: 0n, minClicks: 0, minConversions: 0, confidence: undefined },
  window: { days: 7, ignoreLastDays: 0 },
  for: 1,
  recover: { margin: 0, for: 1 },
  remindEveryHours: undefined,
};
const TAIL = "; daily at 09:00 America/New_York, to #perf-alerts";

describe("a rule in words", () => {
  test("says all that it asks for", () => {
    expect(ruleWords({ ...RULE, quietHours: { from: "22:00", to: "07:00" } })).toBe(
      "CPA over 1.2 × its target, all campaigns, last 7 days (newest day left out), " +
        "with at least 100 spent (in the account's currency), sure to 95%, after 2 checks in a row, " +
        "recovered once 10% inside the limit for 2 checks; daily at 09:00 America/New_York, " +
        "to #perf-alerts, reminder every 24 hours, quiet from 22:00 to 07:00",
    );
    expect(ruleWords(RULE, { currency: "USD" })).toContain("with at least $100.00 spent");
  });

  const rules: [Partial<Rule>, string][] = [
    [
      { when: { kind: "fixed", side: "above", limit: 40 } },
      "CPA over 40 (in the account's currency), all campaigns, last 7 days",
    ],
    [
      { metric: "ctr", when: { kind: "fixed", side: "below", limit: 0.02 } },
      "CTR under 2%, all campaigns, last 7 days",
    ],
    [
      {
        metric: "roas",
        when: { kind: "change", side: "below", by: 0.3, against: "previous_period" },
        scope: { kind: "platform", platform: "meta_ads" },
        window: { days: 1, ignoreLastDays: 2 },
      },
      "ROAS down by more than 30% against the day before, campaigns of Meta Ads, last day (newest 2 days left out)",
    ],
    [
      {
        metric: "spend",
        when: { kind: "pace", side: "above", startBand: 0.25, endBand: 0.01 },
        scope: { kind: "campaigns", names: ["A", "B", "C", "<!channel>", "E"] },
      },
      "Spend heading over the month's budget by more than 25% early in the month, 1% at its end, campaigns A, B, C and 2 more, month so far",
    ],
    [
      { window: { days: 7, ignoreLastDays: 1, settledOnly: true } },
      "CPA over 1.2 × its target, all campaigns, last 7 days (newest day left out, settled days only)",
    ],
    [
      { metric: "spend", when: { kind: "budget", side: "below", factor: 1 } },
      "Spend under the daily budget, all campaigns, last 7 days",
    ],
  ];
  test.for(rules)("%#", ([change, words]) => {
    expect(ruleWords({ ...QUIET, ...change })).toBe(`${words}${TAIL}`);
  });

  test.for([
    ["0 9 * * *", "daily at 09:00"],
    ["30 8 * * 1-5", "Mondays to Fridays at 08:30"],
    ["0 9 * * 1", "Mondays at 09:00"],
    ["0 9 * * 0,7", "Sundays and Sundays at 09:00"],
    ["0 6,12,18 * * *", "daily at 06:00, 12:00 and 18:00"],
    ["0 * * * *", "every hour"],
    ["15 * * * *", "every hour at :15"],
    ["*/15 * * * *", "every 15 minutes"],
    ["0 9 1 * *", "on the schedule 0 9 1 * *"],
    ["0 25 * * *", "on the schedule 0 25 * * *"],
    ["@daily", "on the schedule @daily"],
  ] as const)("%s is %s", ([cron, words]) => {
    expect(scheduleWords(cron)).toBe(words);
  });
});

describe("a number as text", () => {
  test("is plain, and the same number again", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const [plain, percent] = [decimalText(value), percentText(value)];
        expect(plain).toMatch(/^-?\d+(?:\.\d+)?$/);
        expect(numberOf(plain)).toBe(value + 0);
        expect(shareOf(percent)).toBe(value + 0);
      }),
    );
  });

  test.for([
    [0.07, "7"],
    [0.125, "12.5"],
    [1, "100"],
    [0, "0"],
    [1e-7, "0.00001"],
  ] as const)("%d is %s percent", ([share, text]) => {
    expect(percentText(share)).toBe(text);
  });

  test.for(["", "x", "1e3", "1,5", "."])("%j is none", (text) => {
    expect(numberOf(text)).toBeUndefined();
    expect(shareOf(text)).toBeUndefined();
  });
});
