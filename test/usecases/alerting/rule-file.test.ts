import { describe, expect, test } from "vitest";

import { readyMadeRules } from "../../../src/domain/alerting/ready-made-rules.ts";
import { readRule } from "../../../src/usecases/alerting/read-rule.ts";
import { ruleFileOf } from "../../../src/usecases/alerting/rule-file.ts";

/** CONTRACT's own example. */
const EXAMPLE = {
  name: "CPA over 40",
  scope: { all: true },
  metric: "cpa",
  when: { above: 40 },
  window: { days: 7, ignoreLastDays: 1 },
  guards: { minSpend: 100, minClicks: 0, minConversions: 0, confidence: 0.95 },
  for: 2,
  recover: { margin: 0.1, for: 2 },
  remindEveryHours: 24,
  severity: "warning",
  channel: "#perf-alerts",
  schedule: "0 9 * * *",
};

const LEAST = {
  name: "Least",
  scope: { all: true },
  metric: "cpa",
  when: { above: 40 },
  window: { days: 7 },
  channel: "#a",
};

function faults(json: unknown): string[] {
  const reading = readRule(json);
  return reading.kind === "read" ? [] : reading.faults.map(({ field }) => field);
}

describe("a rule file", () => {
  test("means what it says", () => {
    expect(readRule(EXAMPLE)).toEqual({
      kind: "read",
      rule: {
        name: "CPA over 40",
        scope: { kind: "all" },
        metric: "cpa",
        when: { kind: "fixed", side: "above", limit: 40 },
        window: { days: 7, ignoreLastDays: 1 },
        guards: {
          minSpendMicros: 100_000_000n,
          minClicks: 0,
          minConversions: 0,
          confidence: 0.95,
        },
        for: 2,
        recover: { margin: 0.1, for: 2 },
        remindEveryHours: 24,
        severity: "warning",
        channel: "#perf-alerts",
        mention: [],
        schedule: "0 9 * * *",
        timeZone: undefined,
        quietHours: undefined,
      },
    });
  });

  test("may leave out what has a usual value", () => {
    const reading = readRule(LEAST);
    expect(reading).toMatchObject({
      rule: {
        window: { days: 7, ignoreLastDays: 0 },
        guards: { minSpendMicros: 0n, minClicks: 0, minConversions: 0 },
        for: 1,
        recover: { margin: 0, for: 1 },
      },
    });
    if (reading.kind === "faulty") throw new Error("It is a rule.");
    expect(reading.rule.guards.confidence).toBeUndefined();
    expect(reading.rule.remindEveryHours).toBeUndefined();
  });

  test.for(readyMadeRules("#a").map((rule) => [rule.name, rule] as const))(
    "of the ready-made rule “%s” is that rule",
    ([, rule]) => {
      expect(readRule(JSON.parse(JSON.stringify(ruleFileOf(rule))))).toEqual({
        kind: "read",
        rule,
      });
    },
  );
});

describe("a fault is named with its field:", () => {
  test.for([
    ["name", { name: "" }],
    ["name", { name: " " }],
    ["name", { name: undefined }],
    ["name", { name: 7 }],
    ["scope", { scope: undefined }],
    ["scope", { scope: {} }],
    ["scope", { scope: { all: false } }],
    ["scope", { scope: { all: true, account: "Main" } }],
    ["scope.campaigns", { scope: { campaigns: [] } }],
    ["scope", { scope: { campaigns: "Brand" } }],
    ["scope", { scope: { platform: "myspace" } }],
    ["metric", { metric: "profit" }],
    ["metric", { metric: undefined }],
    ["when", { when: { above: "40" } }],
    ["when.above", { when: { above: -1 } }],
    ["when", { when: { above: 1, below: 2 } }],
    ["when", { when: { above: null } }],
    ["when", { when: { risesBy: 0.3 } }],
    ["when", { when: { risesBy: 0.3, against: "yesterday" } }],
    ["when.fallsBy", { when: { fallsBy: 1.1, against: "previous_period" } }],
    ["when", { metric: "ctr", when: { aboveTarget: 1.2 } }],
    ["when", { when: { aboveBudget: 1.2 } }],
    ["window", { window: 7 }],
    ["window.days", { window: {} }],
    ["window.days", { window: { days: 0 } }],
    ["window.days", { window: { days: 1.5 } }],
    ["window.days", { window: { days: 93 } }],
    ["window.days", { window: { days: "7" } }],
    ["window.ignoreLastDays", { window: { days: 7, ignoreLastDays: -1 } }],
    ["window", { window: { days: 7, hours: 3 } }],
    ["guards.minSpend", { guards: { minSpend: -1 } }],
    ["guards.minClicks", { guards: { minClicks: "many" } }],
    ["guards.confidence", { guards: { confidence: 95 } }],
    ["guards.confidence", { guards: { confidence: 1 } }],
    ["for", { for: 0 }],
    ["for", { for: 1.5 }],
    ["recover.margin", { recover: { margin: 1 } }],
    ["recover.for", { recover: { for: 0 } }],
    ["remindEveryHours", { remindEveryHours: 0 }],
    ["severity", { severity: "loud" }],
    ["channel", { channel: "perf alerts" }],
    ["channel", { channel: undefined }],
    ["channel", { channel: "<!channel>" }],
    ["mention.0", { mention: ["@maya"] }],
    ["schedule", { schedule: "every day" }],
    ["schedule", { schedule: "0 25 * * *" }],
    ["schedule", { schedule: "0 9 31 2 *" }],
    ["timezone", { timezone: "Mars/Olympus" }],
    ["timezone", { timezone: "+02:00" }],
    ["quietHours.from", { quietHours: { from: "7:00", to: "08:00" } }],
    ["quietHours.to", { quietHours: { from: "07:00", to: "24:00" } }],
    ["rule", { thresholds: 3 }],
  ] as const)("%s of %j", ([field, change]) => {
    expect(faults({ ...LEAST, ...change })).toEqual([field]);
  });

  test.for([[null], [[]], ["cpa over 40"], [7], [undefined]])("rule of %j", ([json]) => {
    expect(faults(json)).toEqual(["rule"]);
  });

  test("all of several, and the unknown by name", () => {
    const reading = readRule({ ...LEAST, for: 0, metric: "x", treshold: 3 });
    expect(faults({ ...LEAST, for: 0, metric: "x", treshold: 3 }).toSorted()).toEqual([
      "for",
      "metric",
      "rule",
    ]);
    expect(JSON.stringify(reading)).toContain("treshold");
  });
});
