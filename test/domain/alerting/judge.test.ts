import { describe, expect, test } from "vitest";

import { needsEveryDay, needsTracking } from "../../../src/domain/alerting/judge.ts";
import type { Rule } from "../../../src/domain/alerting/rule.ts";
import { KPI_NAMES, METRICS } from "../../../src/domain/kpi.ts";
import { NO_TOTALS } from "../../../src/domain/totals.ts";
import { cpa, fixed, verdictOf } from "./judge-test.ts";

describe("a limit", () => {
  test.for([
    ["above", 40, 0, "ok, recovered"],
    ["above", 40.000001, 0, "breach"],
    ["above", 39.999999, 0, "ok, recovered"],
    ["above", 40, 0.1, "ok"],
    ["above", 36.000001, 0.1, "ok"],
    ["above", 36, 0.1, "ok, recovered"],
    ["below", 40, 0, "ok, recovered"],
    ["below", 39.999999, 0, "breach"],
    ["below", 40, 0.1, "ok"],
    ["below", 43.999999, 0.1, "ok"],
    ["below", 44, 0.1, "ok, recovered"],
  ] as const)("%s 40, a CPA of %d with a margin of %d: %s", ([side, amount, margin, expected]) => {
    const verdict = verdictOf({ when: fixed(side, 40), current: cpa(amount), margin });
    const words = verdict.kind === "ok" && verdict.recovered ? "ok, recovered" : verdict.kind;
    expect(words).toBe(expected);
  });

  test("that the floating-point value meets to the eye is no breach", () => {
    const current = { spendMicros: 300_000n, valueMicros: 900_000n };
    for (const side of ["above", "below"] as const) {
      const verdict = verdictOf({ metric: "roas", when: fixed(side, 3), current });
      expect(verdict).toMatchObject({ kind: "ok", recovered: true });
    }
  });

  test.for([
    ["a multiple of the target", { kind: "target", side: "above", factor: 1.2 }, 48],
    [
      "a change of the days before",
      { kind: "change", side: "above", by: 0.3, against: "previous_period" },
      26,
    ],
    ["a fall", { kind: "change", side: "below", by: 0.3, against: "previous_period" }, 14],
  ] as const)("is %s", ([, when, limit]) => {
    const verdict = verdictOf({
      when,
      current: cpa(40),
      subject: {
        target: { metric: "cpa", micros: 40_000_000n },
        reference: { ...NO_TOTALS, spendMicros: 20_000_000n, conversions: 1 },
      },
    });
    expect(verdict).toMatchObject({ limit });
  });

  test("is the budget of the window's days", () => {
    const verdict = verdictOf({
      metric: "spend",
      when: { kind: "budget", side: "above", factor: 1.5 },
      current: { spendMicros: 106_000_000n },
      subject: { dailyBudgetMicros: 10_000_000n },
    });
    expect(verdict).toMatchObject({ kind: "breach", value: 106, limit: 105 });
  });

  test.for([
    ["above", 0.9, 1.034],
    ["below", 0.9, 0.966],
    ["above", 0.1, 1.226],
  ] as const)("%s pace, at %d of the month, is %d of its budget", ([side, share, limit]) => {
    const verdict = verdictOf({
      metric: "spend",
      when: { kind: "pace", side, startBand: 0.25, endBand: 0.01 },
      current: { spendMicros: 200_000_000n },
      subject: {
        dailyBudgetMicros: 10_000_000n,
        window: {
          range: { from: "2026-11-01", to: "2026-11-27" },
          reference: [],
          month: { days: 30, share },
        },
        reference: { ...NO_TOTALS, spendMicros: 100_000_000n },
      },
    });
    if (verdict.kind === "ended" || verdict.limit === undefined) throw new Error("A limit.");
    expect(verdict.limit).toBeCloseTo(limit * 300, 9);
    expect(verdict.value).toBe(300);
  });
});

describe("nothing is said", () => {
  test.for([
    ["too little spend", { guards: { minSpendMicros: 500_000_001n } }, "min_spend"],
    ["too few clicks", { guards: { minClicks: 1 } }, "min_clicks"],
    ["too few conversions", { guards: { minConversions: 10.5 } }, "min_conversions"],
    ["no conversion", { current: { spendMicros: 1n } }, "undefined_ratio"],
    ["a missing day", { subject: { missingDays: 1 } }, "missing_days"],
    [
      "no earlier days",
      { when: { kind: "change", side: "above", by: 0.3, against: "previous_period" } },
      "no_reference",
    ],
    ["not sure", { guards: { confidence: 0.99 } }, "not_sure"],
  ] as const)("of %s", ([, given, because]) => {
    const verdict = verdictOf({ current: cpa(50), ...given });
    expect(verdict).toMatchObject({ kind: "withheld", because });
  });

  test("of guards that are met exactly, something is", () => {
    const verdict = verdictOf({
      current: { ...cpa(50), clicks: 3 },
      guards: { minSpendMicros: 500_000_000n, minClicks: 3, minConversions: 10 },
    });
    expect(verdict.kind).toBe("breach");
  });

  test.for([
    ["roas", { kind: "withheld", because: "no_value" }],
    ["value", { kind: "withheld", because: "no_value" }],
    ["aov", { kind: "withheld", because: "no_value" }],
    ["conversions", { kind: "breach" }],
  ] as const)("and %s says so where no value is tracked", ([metric, expected]) => {
    const subject = { withoutValue: true };
    const verdict = verdictOf({ metric, when: fixed("below", 40), subject, current: cpa(50) });
    expect(verdict).toMatchObject(expected);
  });

  test.for([
    ["no target", { kind: "target", side: "above", factor: 1 }, {}, "no_limit"],
    [
      "a target of ROAS",
      { kind: "target", side: "above", factor: 1 },
      { target: { metric: "roas", ratio: 3 } },
      "no_limit",
    ],
    ["no budget", { kind: "budget", side: "above", factor: 1 }, {}, "no_limit"],
    [
      "a budget of nothing",
      { kind: "budget", side: "above", factor: 1 },
      { dailyBudgetMicros: 0n },
      "no_limit",
    ],
    ["no days", fixed("above", 40), { present: false }, "no_days"],
  ] as const)("and it is over with %s", ([, when, subject, because]) => {
    expect(verdictOf({ when, subject, current: cpa(50) })).toEqual({ kind: "ended", because });
  });

  test.for([
    ["cpl", true],
    ["cpa", true],
    ["revenue_share", true],
    ["cpc", false],
    ["cpm", false],
    [undefined, false],
  ] as const)("of a CPA paid by %s, there is a contract: %s", ([pricing, contracted]) => {
    const given = { current: cpa(50), when: fixed("above", 40) };
    const verdict = verdictOf({ ...given, subject: { pricing } });
    expect(verdict).toMatchObject(
      contracted ? { kind: "ended", because: "contracted", pricing } : { kind: "breach" },
    );
    expect(verdictOf({ ...given, metric: "spend", subject: { pricing } })).toMatchObject({
      kind: "breach",
    });
  });

  test("of a missing day even where there is no limit: nobody can tell yet", () => {
    const verdict = verdictOf({
      when: { kind: "target", side: "above", factor: 1 },
      subject: { missingDays: 1, present: false },
    });
    expect(verdict).toMatchObject({ kind: "withheld", because: "missing_days" });
  });
});

describe("spend without a conversion", () => {
  const spent = (limits: number, guards: Partial<Rule["guards"]>) =>
    verdictOf({ current: { spendMicros: BigInt(Math.round(limits * 40e6)) }, guards });

  test.for([
    [0.95, 2.9957],
    [0.9, 2.3025],
    [0.99, 4.6051],
  ] as const)(
    "at a confidence of %d breaches from %d limits of spend on",
    ([confidence, limits]) => {
      expect(spent(limits, { confidence }).kind).toBe("withheld");
      expect(spent(limits + 0.0002, { confidence })).toMatchObject({
        kind: "breach",
        value: undefined,
        limit: 40,
      });
    },
  );

  test("breaches no CPA limit whose confidence nobody asked for", () => {
    expect(spent(1_000, {})).toMatchObject({ kind: "withheld", because: "undefined_ratio" });
  });

  test("never breaches where nothing was spent, or where too few conversions are no matter", () => {
    expect(spent(0, { confidence: 0.95 }).kind).toBe("withheld");
    expect(spent(1_000, { confidence: 0.95, minConversions: 1 })).toMatchObject({
      because: "min_conversions",
    });
    const below = verdictOf({
      when: fixed("below", 40),
      current: { spendMicros: 10n ** 12n },
      guards: { confidence: 0.95 },
    });
    expect(below).toMatchObject({ kind: "withheld", because: "undefined_ratio" });
  });
});

test("which metrics hang on tracking, and which on every day", () => {
  expect(METRICS.filter(needsTracking).toSorted()).toEqual([
    "aov",
    "conversions",
    "cpa",
    "cvr",
    "roas",
    "value",
  ]);
  expect(METRICS.filter(needsEveryDay)).toEqual([...KPI_NAMES]);
});
