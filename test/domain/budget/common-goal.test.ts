import { expect, test } from "vitest";

import { commonGoal, goalOf } from "../../../src/domain/budget/common-goal.ts";
import { NO_TOTALS, type Totals } from "../../../src/domain/totals.ts";

function totals(spendMicros: bigint, conversions: number, valueMicros: bigint): Totals {
  return { ...NO_TOTALS, spendMicros, conversions, valueMicros };
}

const SHOP = totals(50n, 10, 900n);
const LEADS = totals(40n, 10, 0n);
const YOUNG = totals(900n, 0, 0n);

test("a campaign is for value where it has any, and for nothing yet without conversions", () => {
  expect([SHOP, LEADS, YOUNG].map(goalOf)).toEqual(["value", "conversions", undefined]);
});

test.for([
  ["most of the spend is for value", [SHOP, LEADS], "value"],
  ["most of the spend is for conversions", [SHOP, LEADS, LEADS], "conversions"],
  ["the rest has no conversions yet, whatever it spends", [SHOP, YOUNG], "value"],
  ["nothing has conversions", [YOUNG], "conversions"],
  ["there is nothing", [], "conversions"],
] as const)("where %s", ([, campaigns, goal]) => {
  expect(commonGoal(campaigns)).toBe(goal);
});
