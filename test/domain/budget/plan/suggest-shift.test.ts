import { describe, expect, test } from "vitest";

import {
  SUGGEST_SETTINGS,
  suggestShift,
} from "../../../../src/domain/budget/plan/suggest-shift.ts";
import type { Portfolio } from "../../../../src/domain/budget/portfolio.ts";
import { generateWorld } from "../../../bench/budget/generate-world.ts";
import { afterOf, budgetsOf, silenceOf, smallAccount, withCampaign } from "../small-account.ts";

const M = 1_000_000n;
const UNGATED = { ...SUGGEST_SETTINGS, gates: undefined };

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, one) => total + one, 0n);
}

describe("suggestShift on a recorded account", () => {
  test("shifts money to where the next unit brings most, with its reasons", () => {
    const suggestion = suggestShift(smallAccount());

    if (suggestion.kind !== "shift") throw new Error("There is no shift.");
    expect(afterOf(suggestion)).toEqual({
      c01: 184n * M,
      c02: 180n * M,
      c03: 240n * M,
      c04: 756n * M,
    });
    expect(suggestion.plan.moves).toEqual([
      { from: "c03", to: "c04", amount: 60n * M },
      { from: "c01", to: "c04", amount: 16n * M },
      { from: "c01", to: "c02", amount: 30n * M },
    ]);
    expect(suggestion.plan.budgets.map(({ binds }) => binds)).toEqual([
      "step",
      "step",
      "step",
      undefined,
    ]);
    const { gain, low, high, probability } = suggestion.plan.expected;
    expect([gain, low, high].map(Math.round)).toEqual([111, 58, 192]);
    expect(probability).toBeGreaterThan(0.99);
  });

  test("every finding adds up", () => {
    const suggestion = suggestShift(smallAccount());

    const findings = suggestion.findings;
    if (findings === undefined) throw new Error("There are no findings.");
    expect(findings.incompleteDays).toBe(9);
    for (const one of findings.campaigns) {
      const { low, mean, high } = one.elasticity;
      expect(low).toBeLessThan(mean);
      expect(high).toBeGreaterThan(mean);
      const average = (one.level * one.valuePerConversion) / one.referenceSpend;
      expect(one.averageReturn).toBeCloseTo(average, 9);
      expect(one.marginalReturn.before / (mean * average)).toBeCloseTo(1, 1);
    }
  });

  test("is the same whatever the order of campaigns, days and restatements", () => {
    const portfolio = smallAccount();
    const turned: Portfolio = {
      ...portfolio,
      campaigns: portfolio.campaigns
        .toReversed()
        .map((one) => ({ ...one, daily: one.daily.toReversed() })),
      restatements: portfolio.restatements.toReversed(),
    };

    expect(suggestShift(turned)).toEqual(suggestShift(portfolio));
  });

  test.for([
    ["in cents of the same dollars", 1000n, "USD"],
    ["in yen", 150n, "JPY"],
  ] as const)("is the same %s", ([, factor, currency]) => {
    const portfolio = smallAccount();
    const times = (micros: bigint | undefined) =>
      micros === undefined ? undefined : micros * factor;
    const scaled: Portfolio = {
      ...portfolio,
      currency,
      totalMicros: times(portfolio.totalMicros),
      campaigns: portfolio.campaigns.map((one) => ({
        ...one,
        budgetMicros: times(one.budgetMicros),
        minMicros: times(one.minMicros),
        maxMicros: times(one.maxMicros),
        daily: one.daily.map((day) => ({
          ...day,
          budgetMicros: times(day.budgetMicros),
          spendMicros: day.spendMicros * factor,
          valueMicros: day.valueMicros * factor,
        })),
      })),
    };

    const before = suggestShift(portfolio);
    const after = suggestShift(scaled);

    for (const [id, micros] of Object.entries(afterOf(after))) {
      expect(Number(micros / factor)).toBeCloseTo(Number(afterOf(before)[id]), -4);
      expect(micros % (currency === "JPY" ? M : 10_000n)).toBe(0n);
    }
    expect(sum(Object.values(afterOf(after)))).toBe(1360n * M * factor);
  });
});

describe("what keeps a campaign or an account still", () => {
  test.for([
    ["locked", "locked"],
    ["learning", "learning"],
    ["changed lately", "changed-lately"],
    ["on a lifetime budget", "lifetime-budget"],
    ["on a shared budget", "shared-budget"],
  ] as const)("a campaign %s stays as it is, and the plan says so", ([, fixed]) => {
    const suggestion = suggestShift(withCampaign(smallAccount(), "c02", () => ({ fixed })));

    expect(afterOf(suggestion)["c02"]).toBe(150n * M);
    expect(suggestion.withheld).toEqual([{ campaign: "c02", reason: fixed }]);
  });

  test("a campaign that does not spend its budget is given nothing", () => {
    const portfolio = withCampaign(smallAccount(), "c02", (one) => ({
      daily: one.daily.map((day, i) =>
        i < one.daily.length - 20 ? day : { ...day, spendMicros: 100n * M },
      ),
    }));

    const suggestion = suggestShift(portfolio, UNGATED);

    expect(afterOf(suggestion)["c02"]).toBeLessThanOrEqual(150n * M);
    expect(suggestion.withheld).toEqual([{ campaign: "c02", reason: "not-spending" }]);
  });

  test("a campaign that has never spent is left alone", () => {
    const suggestion = suggestShift(withCampaign(smallAccount(), "c02", () => ({ daily: [] })));

    expect(afterOf(suggestion)["c02"]).toBe(150n * M);
    expect(suggestion.withheld).toEqual([{ campaign: "c02", reason: "no-history" }]);
  });

  test("a campaign of a few days is moved within its limits, on what the others tell of it", () => {
    const young = withCampaign(smallAccount(), "c02", (one) => ({ daily: one.daily.slice(-12) }));

    const suggestion = suggestShift(young);

    const found = suggestion.findings?.campaigns.find((one) => one.campaign === "c02");
    expect(found?.blocks).toBeLessThan(3);
    expect(found?.averageReturn).toBeGreaterThan(5);
    expect(found?.averageReturn).toBeLessThan(12);
  });

  test("a campaign whose conversions stopped rests", () => {
    const portfolio = withCampaign(smallAccount(), "c02", (one) => ({
      daily: one.daily.map((day, i) =>
        i < one.daily.length - 8 ? day : { ...day, conversions: 0, valueMicros: 0n },
      ),
    }));

    const suggestion = suggestShift(portfolio);

    expect(suggestion.withheld).toEqual([{ campaign: "c02", reason: "tracking-broken" }]);
  });

  const stopped =
    (days: number) =>
    (portfolio: Portfolio): Portfolio => ({
      ...portfolio,
      campaigns: portfolio.campaigns.map((one) => ({
        ...one,
        daily: one.daily.map((day, i) =>
          i < one.daily.length - days ? day : { ...day, conversions: 0, valueMicros: 0n },
        ),
      })),
    });

  test.for([
    ["all conversions stopped", stopped(8), "tracking-broken"],
    [
      "days are missing",
      (portfolio: Portfolio) => ({
        ...portfolio,
        campaigns: portfolio.campaigns.map((one) => ({ ...one, daily: one.daily.slice(0, -9) })),
      }),
      "data-unsettled",
    ],
    [
      "one campaign may be moved",
      (portfolio: Portfolio) => ({
        ...portfolio,
        campaigns: portfolio.campaigns.map((one) => ({
          ...one,
          fixed: one.id === "c01" ? undefined : ("locked" as const),
        })),
      }),
      "nothing-to-move",
    ],
    [
      "the total is out of reach",
      (portfolio: Portfolio) => ({ ...portfolio, totalMicros: 2_000n * M }),
      "infeasible",
    ],
    [
      "there are no conversions at all",
      (portfolio: Portfolio) => stopped(60)(portfolio),
      "gain-too-small",
    ],
  ] as const)("nothing is suggested when %s", ([, change, kind]) => {
    const suggestion = suggestShift(change(smallAccount()));

    expect(silenceOf(suggestion)).toBe(kind);
    expect(budgetsOf(suggestion).every((one) => one.afterMicros === one.beforeMicros)).toBe(true);
  });

  test("equal campaigns are left alone, and where budgets never varied a test shift is offered", () => {
    const same = suggestShift(generateWorld("null_same", 3).portfolio);
    const stale = suggestShift(generateWorld("stale", 4).portfolio);

    expect(same.kind).toBe("nothing");
    if (stale.kind !== "nothing" || stale.silence.kind !== "too-little-information") {
      throw new Error(`This is ${silenceOf(stale)}.`);
    }
    const { testShift } = stale.silence;
    expect(testShift?.moves.length).toBeGreaterThan(0);
    const { budgets = [] } = testShift ?? {};
    expect(sum(budgets.map((one) => one.afterMicros - one.beforeMicros))).toBe(0n);
    for (const { beforeMicros, afterMicros } of budgets) {
      expect(Math.abs(Number(afterMicros - beforeMicros))).toBeLessThanOrEqual(
        0.1 * Number(beforeMicros),
      );
    }
  });
});
