import { describe, expect, test } from "vitest";

import {
  type AccountLimits,
  type BudgetLimits,
  infeasibility,
} from "../../../../src/domain/budget/plan/budget-limits.ts";

function limit(id: string, [low, high]: readonly [number, number], group?: string): BudgetLimits {
  return { id, low, high, group, before: 100, lowBy: "step", highBy: "step" };
}

const TWO = [limit("a", [80, 120], "g"), limit("b", [80, 120])];

describe("infeasibility", () => {
  test.for([
    ["all holds", { campaigns: TWO, groups: [], total: 200 }, undefined],
    ["the total is at either end", { campaigns: TWO, groups: [], total: 240 }, undefined],
    [
      "a floor is above a ceiling",
      { campaigns: [limit("a", [130, 120])], groups: [], total: 100 },
      { kind: "bounds-conflict", campaign: "a", low: 130, high: 120 },
    ],
    [
      "the total is cut below the minimums",
      { campaigns: TWO, groups: [], total: 150 },
      { kind: "total-below-minimums", total: 150, minimums: 160 },
    ],
    [
      "the total is raised above the maximums",
      { campaigns: TWO, groups: [], total: 241 },
      { kind: "total-above-maximums", total: 241, maximums: 240 },
    ],
    [
      "a group's cap is below its minimums",
      { campaigns: TWO, groups: [{ group: "g", min: 0, max: 70 }], total: 200 },
      { kind: "group-cap-below-minimums", group: "g", cap: 70, minimums: 80 },
    ],
    [
      "a group's floor is above its maximums",
      { campaigns: TWO, groups: [{ group: "g", min: 130, max: Infinity }], total: 200 },
      { kind: "group-floor-above-maximums", group: "g", floor: 130, maximums: 120 },
    ],
    [
      "a group's floor is above its cap",
      { campaigns: TWO, groups: [{ group: "g", min: 110, max: 100 }], total: 200 },
      { kind: "group-bounds-conflict", group: "g", floor: 110, cap: 100 },
    ],
    [
      "the total is above the group caps",
      { campaigns: TWO, groups: [{ group: "g", min: 0, max: 90 }], total: 220 },
      { kind: "total-above-group-caps", total: 220, caps: 210 },
    ],
    [
      "the total is below the group floors",
      { campaigns: TWO, groups: [{ group: "g", min: 110, max: 120 }], total: 180 },
      { kind: "total-below-group-floors", total: 180, floors: 190 },
    ],
  ] as const satisfies readonly (readonly [string, AccountLimits, unknown])[])(
    "when %s",
    ([, limits, expected]) => {
      expect(infeasibility(limits)).toEqual(expected);
    },
  );
});
