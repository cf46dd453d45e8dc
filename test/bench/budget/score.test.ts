import { describe, expect, test } from "vitest";

import { smallAccount } from "../../domain/budget/small-account.ts";
import { worstToBest } from "./baselines.ts";
import { generateWorld } from "./generate-world.ts";
import { type Mark, markAnswer, scoreMarks } from "./score.ts";
import { curveValue, trueValue, type World } from "./world.ts";

const EXPECTED = { gain: 5, low: 1, high: 12, probability: 0.95 };

/** 10·√x and 30·√x at 100 each, ±20: all of the step pays. */
function world(isNull = false): World {
  const campaigns = [10, 30].map((a, i) => ({
    id: `c${i}`,
    currentBudget: 100,
    locked: false,
    paused: false,
    min: 80,
    max: 120,
    capacity: null,
    curve: { family: "power", a, b: 0.5 } as const,
    oracleBudget: i === 0 ? 80 : 120,
  }));
  const currentValue = trueValue(campaigns, [100, 100]);
  const oracleGain = isNull ? 0 : trueValue(campaigns, [80, 120]) - currentValue;
  return {
    name: "two",
    scenario: isNull ? "null_same" : "typical",
    asOf: "2026-11-22",
    portfolio: smallAccount(),
    truth: { isNull, total: 200, currentValue, oracleGain, campaigns },
  };
}

describe("markAnswer", () => {
  test.for([
    ["the best budgets", [80, 120], { capture: 1, speaks: true, violates: false, touched: 2 }],
    ["staying", [100, 100], { capture: 0, speaks: false, violates: false, touched: 0 }],
    ["a total that leaks", [80, 119], { violates: true }],
    ["a step too far", [75, 125], { violates: true }],
    ["a cent off a limit", [79.99, 120.01], { violates: false }],
  ] as const)("%s", ([, budgets, expected]) => {
    expect(markAnswer(world(), { budgets })).toMatchObject(expected);
  });

  test("the wrong way round loses", () => {
    expect(markAnswer(world(), { budgets: [120, 80] }).capture).toBeLessThan(-1);
  });
});

describe("scoreMarks", () => {
  test("counts silence as nothing, loss as harm and any word where nothing is to be gained as false", () => {
    const marks: Mark[] = [
      markAnswer(world(), { budgets: [80, 120], expected: EXPECTED }),
      markAnswer(world(), { budgets: [120, 80], expected: EXPECTED }),
      markAnswer(world(), { budgets: [100, 100] }),
      markAnswer(world(true), { budgets: [80, 120], expected: EXPECTED }),
      markAnswer(world(true), { budgets: [100, 100] }),
    ];

    const score = scoreMarks(marks);

    expect(score.speaks).toBeCloseTo(2 / 3, 9);
    expect(score.harm).toBeCloseTo(1 / 3, 9);
    expect(score.falseOverall).toBe(0.5);
    expect(score.median).toBe(0);
    expect(score.came).toBe(0.5);
  });
});

describe("generateWorld", () => {
  test("is the same for the same seed, and knows its optimum", () => {
    const one = generateWorld("constrained", 7);

    expect(generateWorld("constrained", 7)).toEqual(one);
    const oracle = one.truth.campaigns.map((campaign) => campaign.oracleBudget);
    expect(markAnswer(one, { budgets: oracle })).toMatchObject({ violates: false });
    expect(markAnswer(one, { budgets: oracle }).capture).toBeCloseTo(1, 9);
    expect(markAnswer(one, { budgets: worstToBest(one) }).capture).toBeLessThan(1);
  });

  test("has equal marginal returns where nothing is to be gained", () => {
    const { truth } = generateWorld("null_marg", 7);

    for (const { curve, currentBudget } of truth.campaigns) {
      const next = curveValue(curve, currentBudget + 0.001) - curveValue(curve, currentBudget);
      expect(next / 0.001).toBeCloseTo(1.4, 3);
    }
  });
});
