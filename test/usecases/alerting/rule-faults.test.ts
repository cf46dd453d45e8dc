import { describe, expect, test } from "vitest";

import { type RuleFault, readRule } from "../../../src/usecases/alerting/read-rule.ts";

const LEAST = {
  name: "Least",
  scope: { all: true },
  metric: "cpa",
  when: { above: 40 },
  window: { days: 7 },
  channel: "#a",
};

function faultsOf(json: unknown): readonly RuleFault[] {
  const reading = readRule(json);
  return reading.kind === "read" ? [] : reading.faults;
}

function fieldsOf(json: unknown): string[] {
  return faultsOf(json).map(({ field }) => field);
}

/** Nothing that any field takes. */
const NOTHING = Symbol("nothing");

describe("a fault says what is expected,", () => {
  test.for([
    ["name", "Say what the rule is called, in 150 characters at most.", [7, "", "x".repeat(151)]],
    ["scope", /^Say which campaigns: \{"all":true\}/, [undefined, {}, "all", { all: false }]],
    ["scope", /^A platform is one of google_ads, meta_ads, /, [{ platform: "myspace" }]],
    ["scope.campaigns", /^Name 1 to 500 campaigns/, [{ campaigns: [] }]],
    ["scope.account", "Name the account.", [{ account: "" }]],
    ["scope.nameMatches", /^Write a pattern of at most 300 characters/, [{ nameMatches: "" }]],
    ["metric", /^A metric is one of cpa, roas, ctr, /, ["profit", undefined, 1]],
    ["when", /^Say when it is a problem: \{"above":40\}/, [undefined, { above: "40" }, 40]],
    ["when.above", /^A limit is a number from 0/, [{ above: -1 }, { above: 1e16 }]],
    ["when.risesBy", /0\.3 for 30 %/, [{ risesBy: 0, against: "same_weekdays" }]],
    ["when.fallsBy", /at most 1: 0\.3 for 30 %/, [{ fallsBy: 2, against: "same_weekdays" }]],
    ["when.aboveTarget", /above 0.*1\.2/, [{ aboveTarget: 0 }, { aboveTarget: 1_001 }]],
    ["window", /^Say which days: \{"days":7\}/, [7, undefined, []]],
    ["window.days", "Give a whole number of days from 1 to 92.", [{ days: 0 }, { days: "7" }, {}]],
    ["window.days", "Give a whole number of days from 1 to 92.", [{ days: 93 }, { days: 1.5 }]],
    [
      "window.ignoreLastDays",
      /whole number of days from 0 to 92/,
      [{ days: 7, ignoreLastDays: 99 }],
    ],
    ["window.settledOnly", /true or false/, [{ days: 7, settledOnly: "yes" }]],
    ["guards", /^Write the guards as \{/, [7, null]],
    ["guards.minSpend", /^An amount from 0/, [{ minSpend: -1 }, { minSpend: "100" }]],
    ["guards.minClicks", /^A number from 0/, [{ minClicks: "many" }, { minClicks: -1 }]],
    ["guards.minConversions", /^A number from 0/, [{ minConversions: -1 }]],
    ["guards.confidence", /0\.5 to 0\.9999.*0\.95/, [{ confidence: 95 }, { confidence: "high" }]],
    ["for", "Give a whole number of checks from 1 to 1,000.", [0, 1.5, "2", 1_001]],
    ["recover", /^Write it as \{"margin":0\.1,"for":2\}/, [1]],
    ["recover.margin", /0 to 0\.9.*0\.1/, [{ margin: 1 }, { margin: "10%" }]],
    ["recover.for", "Give a whole number of checks from 1 to 1,000.", [{ for: 0 }]],
    ["remindEveryHours", /^A number of hours above 0/, [0, "daily", 9_000]],
    ["severity", "A severity is one of info, warning, critical.", ["loud"]],
    ["channel", 'Write the channel as "#perf-alerts", or give its id (C…).', ["a b", undefined, 7]],
    [
      "mention",
      /^Give a list of at most 20 ids/,
      ["U123", Array.from({ length: 21 }, () => "U12")],
    ],
    ["mention.0", /^Give ids of people \(U…\) or groups/, [["@maya"], [7]]],
    ["schedule", /^Write a schedule as "0 9 \* \* \*"/, [7, null]],
    ["schedule", /^"99 \* \* \* \*" is not a schedule: "99" cannot be the minute/, ["99 * * * *"]],
    ["timezone", /^That is not a time zone/, ["Mars/Olympus", 7]],
    ["quietHours", /^Write quiet hours as \{"from":"22:00","to":"07:00"\}/, ["night", 7]],
    [
      "quietHours.from",
      'Write the time as "22:00".',
      [{ from: "7:00", to: "08:00" }, { to: "08:00" }],
    ],
  ] as const)("%s: %s", ([field, words, values]) => {
    const top = field.split(".")[0] ?? field;
    for (const value of values) {
      const [fault, ...others] = faultsOf({ ...LEAST, [top]: value });
      expect([value, fault?.field, others]).toEqual([value, field, []]);
      expect(fault?.message).toMatch(words);
    }
  });

  test("rule: what it is", () => {
    for (const json of [[], null, "cpa over 40", undefined]) {
      expect(faultsOf(json)).toEqual([
        { field: "rule", message: expect.stringMatching(/^A rule is one JSON object/) as string },
      ]);
    }
  });

  test("and never in the words of a library", () => {
    const fields = ["guards", "recover", "window", "when", "scope", "quietHours"] as const;
    const inner = ["days", "ignoreLastDays", "settledOnly", "minSpend", "minClicks", "from", "to"];
    const more = ["minConversions", "confidence", "margin", "for", "above", "overPace", "risesBy"];
    const all = [
      ...Object.keys(LEAST),
      "guards",
      "for",
      "recover",
      "remindEveryHours",
      "severity",
      "schedule",
      "mention",
      "timezone",
      "quietHours",
    ];
    for (const value of [NOTHING, null, -1, 1e300, Number.NaN, "", "x".repeat(999), [], {}]) {
      const jsons = [
        ...all.map((field) => ({ ...LEAST, [field]: value })),
        ...fields.flatMap((field) =>
          [...inner, ...more].map((name) => ({ ...LEAST, [field]: { days: 7, [name]: value } })),
        ),
      ];
      for (const { message } of jsons.flatMap(faultsOf)) {
        expect(message).not.toMatch(/invalid input|invalid option|expected|too (big|small)/i);
      }
    }
  });
});

describe("beside other faults", () => {
  test("a schedule that is none is told too", () => {
    expect(fieldsOf({ ...LEAST, for: 0, schedule: "99 * * * *" }).toSorted()).toEqual([
      "for",
      "schedule",
    ]);
  });

  test.for([
    { metric: "ctr", when: { aboveTarget: 1.2 } },
    { metric: "cpa", when: { overPace: {} } },
  ])("a contradiction is told too: %j", (change) => {
    expect(fieldsOf({ ...LEAST, ...change, channel: "a b", treshold: 1 }).toSorted()).toEqual([
      "channel",
      "rule",
      "when",
    ]);
  });
});
