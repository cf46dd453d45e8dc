import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { portfolioAt } from "../../../../src/domain/budget/plan/portfolio-at.ts";
import {
  SUGGEST_SETTINGS,
  suggestShift,
} from "../../../../src/domain/budget/plan/suggest-shift.ts";
import type { Portfolio } from "../../../../src/domain/budget/portfolio.ts";
import { generateAccount } from "../../../bench/budget/generate-world.ts";
import { type ScenarioName, SCENARIOS } from "../../../bench/budget/scenarios.ts";
import { draws } from "../../../support/draws.ts";
import { present } from "../../../support/present.ts";
import { afterOf, budgetsOf, smallAccount, withCampaign } from "../small-account.ts";

const M = 1_000_000n;
const UNGATED = { ...SUGGEST_SETTINGS, gates: undefined };

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, one) => total + one, 0n);
}

describe("totals, groups and unknown budgets", () => {
  test.for([1_250n, 1_450n])("a total of %d is spent to the cent", (total) => {
    const suggestion = suggestShift({ ...smallAccount(), totalMicros: total * M });

    expect(suggestion.kind).toBe("shift");
    expect(sum(Object.values(afterOf(suggestion)))).toBe(total * M);
  });

  test("a group's cap holds", () => {
    const portfolio = smallAccount();
    const grouped: Portfolio = {
      ...portfolio,
      campaigns: portfolio.campaigns.map((one) =>
        one.id === "c02" || one.id === "c04" ? { ...one, group: "winners" } : one,
      ),
      groups: [{ group: "winners", maxMicros: 850n * M }],
    };

    const after = afterOf(suggestShift(grouped, UNGATED));

    expect(present(after["c02"]) + present(after["c04"])).toBeLessThanOrEqual(850n * M);
    expect(sum(Object.values(after))).toBe(1360n * M);
  });

  test("mean spend of the last seven days stands in for a budget that is not known", () => {
    const portfolio = withCampaign(smallAccount(), "c02", (one) => ({
      budgetMicros: undefined,
      minMicros: undefined,
      maxMicros: undefined,
      daily: one.daily.map((day) => ({ ...day, budgetMicros: undefined })),
    }));
    const spent = present(portfolio.campaigns.find((one) => one.id === "c02"))
      .daily.slice(-7)
      .map((day) => day.spendMicros);

    const budget = budgetsOf(suggestShift({ ...portfolio, totalMicros: undefined })).find(
      (one) => one.campaign === "c02",
    );

    expect(Number(budget?.beforeMicros)).toBeCloseTo(Number(sum(spent)) / 7, -1);
  });

  test("an earlier day is looked at with that day's budgets and nothing later", () => {
    const at = portfolioAt(smallAccount(), "2026-11-01");

    const suggestion = suggestShift(at, UNGATED);

    expect(at.campaigns.every((one) => one.daily.every(({ day }) => day <= "2026-11-01"))).toBe(
      true,
    );
    expect(suggestion.findings?.incompleteDays).toBe(9);
    const now = sum(budgetsOf(suggestion).map((one) => one.beforeMicros));
    expect(sum(Object.values(afterOf(suggestion)))).toBe(now);
  });
});

describe("on any account", () => {
  test("the total is kept, limits hold, and staying is never better", () => {
    const names = Object.keys(SCENARIOS) as ScenarioName[];
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.nat(10_000), (name, seed) => {
        const scenario = { ...SCENARIOS[name], campaigns: 6, days: 60 };
        const { portfolio } = generateAccount(name, scenario, seed);

        const suggestion = suggestShift(portfolio, UNGATED);

        const budgets = budgetsOf(suggestion);
        expect(sum(budgets.map((one) => one.afterMicros))).toBe(portfolio.totalMicros);
        for (const { campaign, afterMicros } of budgets) {
          const limits = present(portfolio.campaigns.find((one) => one.id === campaign));
          expect(afterMicros).toBeGreaterThanOrEqual(present(limits.minMicros));
          expect(afterMicros).toBeLessThanOrEqual(present(limits.maxMicros));
        }
        const gain = suggestion.kind === "shift" ? suggestion.plan.expected.gain : 1;
        expect(gain).toBeGreaterThan(0);
      }),
      draws(15),
    );
  });
});
