import { describe, expect, test } from "vitest";

import type { Alert } from "../../../../src/domain/alerting/alert.ts";
import type { Rule } from "../../../../src/domain/alerting/rule.ts";
import { alertNoteView } from "../../../../src/slack/views/alerts/alert-note-view.ts";
import { worstFirst } from "../../../../src/slack/views/alerts/alert-table.ts";
import { alertView } from "../../../../src/slack/views/alerts/alert-view.ts";
import { NOW } from "../samples.ts";
import { alertLineOf, alertOf, DAY, HOUR, readingOf, RULE, UNTOUCHED } from "./samples.ts";

const options = { now: NOW };
const deed = { by: "slack:U0LEO", at: NOW - HOUR };

const BUDGET: Rule["when"] = { kind: "budget", side: "above", factor: 1.3 };
const PACE: Rule["when"] = { kind: "pace", side: "above", startBand: 0.25, endBand: 0.01 };

const calm: readonly (readonly [string, Partial<Alert>])[] = [
  ["Acknowledged", { handling: { ...UNTOUCHED, acknowledged: deed } }],
  ["Snoozed", { handling: { ...UNTOUCHED, snoozed: { ...deed, until: NOW + HOUR } } }],
  ["Rule muted", { handling: { ...UNTOUCHED, muted: { ...deed, until: undefined } } }],
  ["Recovered", { phase: "resolved", over: { at: NOW, how: "recovered" } }],
  ["Ended", { phase: "resolved", over: { at: NOW, how: "ended" } }],
];

describe("an alert's message", () => {
  test.for(calm)("%s says so in words, and mentions nobody of the rule", ([word, change]) => {
    const { text, blocks } = alertView(alertOf(change), options);
    expect(text).toContain(word);
    expect(JSON.stringify(blocks[0])).toContain(word);
    expect(JSON.stringify({ text, blocks })).not.toMatch(/U0MAYA|S0BUYERS/);
  });

  test.for([
    ["over", { ...UNTOUCHED, snoozed: { ...deed, until: NOW } }],
    ["lifted", { ...UNTOUCHED, muted: { ...deed, until: NOW - 1 } }],
  ] as const)("breaches again when the silence is %s", ([, handling]) => {
    expect(alertView(alertOf({ handling }), options).text).toMatch(/Breaching.*<@U0MAYA>/);
  });

  const firing: [Partial<Alert>, string[]][] = [
    [{}, ["alert.acknowledge", "alert.choose.snooze", "alert.why", "shift.ask", "rule.mute"]],
    [calm[0]?.[1] ?? {}, ["alert.choose.snooze", "alert.why", "shift.ask", "rule.mute"]],
    [
      calm[2]?.[1] ?? {},
      ["alert.acknowledge", "alert.choose.snooze", "alert.why", "shift.ask", "rule.unmute"],
    ],
    [calm[3]?.[1] ?? {}, ["alert.why"]],
  ];
  test.for(firing)("offers what can be done in its state: %#", ([change, ids]) => {
    const found = JSON.stringify(alertView(alertOf(change), options)).matchAll(
      /"action_id":"([^"]+)"/g,
    );
    expect([...found].map(([, id]) => id)).toEqual(ids);
  });

  test("keeps the value that it fired with, and its limit where that has moved", () => {
    const moved = alertOf({ latest: readingOf({ limit: 50 }) });
    const text = JSON.stringify(alertView(moved, options));
    expect(text).toContain("fired at $92.00 against $48.00, now $88.10");
    expect(JSON.stringify(alertView(alertOf({ latest: moved.firing }), options))).not.toContain(
      "fired at",
    );
  });
});

describe("its chart", () => {
  const rules: [string, Partial<Rule>, number, string[]][] = [
    ["a ratio", { metric: "cpa" }, 48, ["CPA", "Limit"]],
    ["a share in percent", { metric: "ctr" }, 0.02, ["CTR", "Limit"]],
    ["a sum", { metric: "spend", when: BUDGET }, 700, ["Spend", "Limit per day"]],
    ["the pace", { metric: "spend", when: PACE }, 3000, ["Spend", "Limit per day"]],
  ];
  test.for(rules)("draws %s with its limit", ([, change, limit, names]) => {
    const alert = alertOf({ rule: { ...RULE, ...change }, latest: readingOf({ limit }) });
    const series = seriesOf(alert);
    expect(series.map(({ name }) => name)).toEqual(names);
    const expected = { cpa: 48, ctr: 2, spend: limit / 7 }[change.metric as "cpa"];
    const perDay = change.when?.kind === "pace" ? limit / 30 : expected;
    expect(series[1]?.data[0]?.value).toBeCloseTo(perDay, 2);
  });

  test("shows spend where the ratio has fewer than two points, and nothing without days", () => {
    const daily = alertOf().daily.map((day) => ({ ...day, conversions: 0 }));
    expect(seriesOf(alertOf({ daily })).map(({ name }) => name)).toEqual(["Spend"]);
    expect(seriesOf(alertOf({ daily: [] }))).toEqual([]);
    expect(seriesOf(alertOf({ daily: daily.slice(0, 1) }))).toEqual([]);
  });
});

describe("a reply in its thread", () => {
  const reminder = { kind: "reminder", reading: readingOf(), firedAt: NOW - DAY } as const;

  test("reminds by name of what is critical and nobody has taken", () => {
    expect(alertNoteView(reminder, alertOf(), options).text).toContain("<@U0MAYA>");
  });

  test.for([
    ["a warning", alertOf({ rule: { ...RULE, severity: "warning" } })],
    ["acknowledged", alertOf(calm[0]?.[1])],
    ["snoozed", alertOf(calm[1]?.[1])],
  ] as const)("pings nobody when it is %s", ([, alert]) => {
    expect(JSON.stringify(alertNoteView(reminder, alert, options))).not.toContain("<@");
  });

  test("does not ping whoever acted", () => {
    const said = [
      alertNoteView({ kind: "acknowledged", by: "slack:U0LEO" }, alertOf(), options),
      alertNoteView({ kind: "snoozed", by: "slack:U0LEO", until: NOW }, alertOf(), options),
      alertNoteView({ kind: "recovered", reading: readingOf() }, alertOf(), options),
    ];
    expect(JSON.stringify(said)).not.toContain("<@");
  });
});

test("lists put what is open first, then the most spend, and compare no currencies", () => {
  const lines = [
    alertLineOf(3, { phase: "resolved", over: { at: NOW, how: "recovered" } }),
    alertLineOf(0, { currency: "JPY", spendPerDayMicros: 9_000_000_000n }),
    alertLineOf(0),
    alertLineOf(1),
  ];
  expect(worstFirst(lines).map(({ episodeId, currency }) => `${episodeId} ${currency}`)).toEqual([
    "32 USD",
    "31 USD",
    "31 JPY",
    "34 USD",
  ]);
});

interface Series {
  readonly name: string;
  readonly data: readonly { readonly value: number }[];
}

function seriesOf(alert: Alert): readonly Series[] {
  const { blocks } = alertView(alert, options);
  return blocks.flatMap((block) =>
    block.type === "data_visualization" ? [...block.chart.series] : [],
  );
}
