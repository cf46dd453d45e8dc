import { expect, test } from "vitest";

import {
  SUGGEST_SETTINGS,
  suggestShift,
} from "../../../../src/domain/budget/plan/suggest-shift.ts";
import type { Plan } from "../../../../src/domain/budget/plan/suggestion.ts";
import { smallAccount } from "../small-account.ts";

function planOf(settings = SUGGEST_SETTINGS): Plan {
  const suggestion = suggestShift(smallAccount(), settings);
  if (suggestion.kind !== "shift") throw new Error("The small account has much to gain.");
  return suggestion.plan;
}

test("a plan keeps what its campaigns bring at their budgets before and after", () => {
  const { basis, budgets, expected, valueNow } = planOf();
  const changed = budgets.filter(({ beforeMicros, afterMicros }) => beforeMicros !== afterMicros);
  const campaigns = basis?.campaigns ?? [];

  expect(campaigns.map(({ campaign }) => campaign)).toEqual(
    changed.map(({ campaign }) => campaign),
  );
  for (const { campaign, before, sd, after } of campaigns) {
    const budget = budgets.find((one) => one.campaign === campaign);
    const raised = (budget?.afterMicros ?? 0n) > (budget?.beforeMicros ?? 0n);
    expect(after > before).toBe(raised);
    expect(sd / before).toBeGreaterThan(0.01);
    expect(sd / before).toBeLessThan(0.3);
  }
  const gain = campaigns.reduce((sum, { before, after }) => sum + after - before, 0);
  expect(gain).toBeCloseTo(basis?.meanGain ?? Number.NaN, 6);
  expect(expected.gain).toBeCloseTo(0.7 * gain, 6);
  expect(campaigns.reduce((sum, { before }) => sum + before, 0)).toBeLessThanOrEqual(
    valueNow * (1 + 1e-9),
  );
});

test("a workspace's own record takes the place of the usual haircut, and changes no budget", () => {
  const usual = planOf();
  const own = planOf({ ...SUGGEST_SETTINGS, record: { haircut: 0.35, widened: 3 } });

  expect(own.budgets).toEqual(usual.budgets);
  expect(own.expected.probability).toBe(usual.expected.probability);
  expect(own.expected.gain).toBeCloseTo(usual.expected.gain / 2, 9);
  expect(own.expected.high - own.expected.gain).toBeCloseTo(
    2 * (usual.expected.high - usual.expected.gain),
    9,
  );
});
