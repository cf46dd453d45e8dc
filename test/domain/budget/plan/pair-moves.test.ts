import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { pairMoves } from "../../../../src/domain/budget/plan/pair-moves.ts";
import { present } from "../../../support/present.ts";

const changes = fc
  .array(fc.bigInt({ min: -1_000n, max: 1_000n }), { minLength: 1, maxLength: 12 })
  .map((amounts) => [...amounts, -amounts.reduce((sum, one) => sum + one, 0n)])
  .map((amounts) => amounts.map((amount, i) => ({ id: `c${String(i).padStart(2, "0")}`, amount })));

describe("pairMoves", () => {
  test("moves lead exactly to the changes, and are fewer than the campaigns changed", () => {
    fc.assert(
      fc.property(changes, (all) => {
        const moves = pairMoves(all);

        const left = new Map(all.map(({ id, amount }) => [id, amount]));
        for (const { from, to, amount } of moves) {
          expect(amount).toBeGreaterThan(0n);
          left.set(present(from), present(left.get(present(from))) + amount);
          left.set(present(to), present(left.get(present(to))) - amount);
        }
        expect([...left.values()].every((one) => one === 0n)).toBe(true);
        const changed = all.filter(({ amount }) => amount !== 0n).length;
        expect(moves.length).toBeLessThanOrEqual(Math.max(0, changed - 1));
      }),
    );
  });

  test("the largest donor gives to the largest receiver first", () => {
    const moves = pairMoves([
      { id: "a", amount: -30n },
      { id: "b", amount: 10n },
      { id: "c", amount: 25n },
      { id: "d", amount: -5n },
    ]);

    expect(moves).toEqual([
      { from: "a", to: "c", amount: 25n },
      { from: "a", to: "b", amount: 5n },
      { from: "d", to: "b", amount: 5n },
    ]);
  });

  test("new money comes from nowhere, and saved money goes there", () => {
    expect(pairMoves([{ id: "a", amount: 7n }])).toEqual([{ from: null, to: "a", amount: 7n }]);
    expect(pairMoves([{ id: "a", amount: -7n }])).toEqual([{ from: "a", to: null, amount: 7n }]);
  });
});
