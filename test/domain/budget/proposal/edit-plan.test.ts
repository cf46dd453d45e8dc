import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { editPlan } from "../../../../src/domain/budget/proposal/edit-plan.ts";
import type { ProposedChange } from "../../../../src/domain/budget/proposal/proposal.ts";

const CENT = 10_000n;

function change(id: number, beforeMicros: bigint): ProposedChange {
  const campaign = {
    id,
    name: `Campaign ${id}`,
    status: "active",
    platform: "google_ads",
    account: "Main",
  } as const;
  return { campaign, beforeMicros, afterMicros: beforeMicros, binds: undefined, reason: undefined };
}

const PLAN = {
  currency: "USD",
  changes: [change(1, 100_000_000n), change(2, 200_000_000n), change(3, 300_000_000n)],
  moves: [
    { from: 1, to: 2, amount: 10_000_000n },
    { from: 3, to: 2, amount: 20_000_000n },
  ],
};

const LIMITS = new Map([
  [1, { lowMicros: 80_000_000n, highMicros: 120_000_000n }],
  [2, { lowMicros: 160_000_000n, highMicros: 240_000_000n }],
  [3, { lowMicros: 240_000_000n, highMicros: 360_000_000n }],
]);

describe("an edited plan", () => {
  test("has the budgets that its moves make, at its limits too", () => {
    const { budgets, faults } = editPlan(PLAN, [20_000_000n, 20_000_000n], LIMITS);
    expect(faults).toEqual([]);
    expect([...budgets.values()]).toEqual([80_000_000n, 240_000_000n, 280_000_000n]);
  });

  test.each<{
    what: string;
    amounts: (bigint | undefined)[];
    at: (number | undefined)[];
    says: RegExp;
  }>([
    {
      what: "below a campaign's least",
      amounts: [20_010_000n, undefined],
      at: [0],
      says: /may go down to 80.00 USD a day/,
    },
    {
      what: "above a campaign's most",
      amounts: [20_000_000n, 20_010_000n],
      at: [0],
      says: /may go up to 240.00 USD a day/,
    },
    { what: "an amount of nothing", amounts: [0n, 10_000_000n], at: [0], says: /above zero/ },
    { what: "a negative amount", amounts: [10_000_000n, -1_000_000n], at: [1], says: /above zero/ },
    {
      what: "less than a cent",
      amounts: [10_000_001n, undefined],
      at: [0],
      says: /smallest amount is 0.01 USD/,
    },
    {
      what: "no move at all",
      amounts: [undefined, undefined],
      at: [undefined],
      says: /No move is left/,
    },
  ])("is refused in words: $what", ({ amounts, at, says }) => {
    const { faults } = editPlan(PLAN, amounts, LIMITS);
    expect(faults.map(({ move }) => move)).toEqual(at);
    expect(faults[0]?.message).toMatch(says);
  });

  test("never changes the total", () => {
    const amount = fc.option(
      fc.bigInt({ min: 1n, max: 50_000n }).map((cents) => cents * CENT),
      { nil: undefined },
    );
    fc.assert(
      fc.property(fc.array(amount, { minLength: 2, maxLength: 2 }), (amounts) => {
        const { budgets } = editPlan(PLAN, amounts, LIMITS);
        const total = [...budgets.values()].reduce((sum, one) => sum + one, 0n);
        expect(total).toBe(600_000_000n);
      }),
    );
  });
});
