import fc from "fast-check";
import { describe, expect, test } from "vitest";

import {
  fundedRaises,
  isRaise,
  type PlannedChange,
} from "../../../../src/domain/budget/proposal/funded-raises.ts";
import { CHANGE_STATES, WRITE_STATES } from "../../../../src/domain/budget/proposal/proposal.ts";

type Told = readonly [
  step: number,
  state?: PlannedChange["state"],
  write?: PlannedChange["writeState"],
];

function changes(told: readonly Told[]): PlannedChange[] {
  return told.map(([step, state = "todo", writeState = "waiting"], campaignId) => ({
    campaignId,
    beforeMicros: 1_000n,
    afterMicros: BigInt(1_000 + step),
    state,
    writeState,
  }));
}

const CASES: readonly (readonly [
  name: string,
  told: readonly Told[],
  funded: readonly number[],
])[] = [
  ["nothing before a cut is made", [[-50], [50]], []],
  ["all once they are", [[-50, "verified", "written"], [50]], [1]],
  [
    "a cut made by hand counts",
    [
      [-50, "done", null],
      [50, "todo", "held"],
    ],
    [1],
  ],
  ["a skipped cut pays for nothing", [[-50, "skipped"], [50]], []],
  ["part of them", [[-50, "verified"], [-30], [45], [35]], [2]],
  ["the smaller where the larger is too much", [[-50, "verified"], [-30], [60], [20]], [3]],
  ["what is written already is spent", [[-50, "verified"], [-30], [40, "verified"], [40]], []],
  ["what is being written is spent", [[-50, "verified"], [-30], [40, "todo", "writing"], [40]], []],
  ["what was refused is not", [[-50, "verified"], [40, "todo", "refused"], [10]], [2]],
  ["a plan that grows pays for its growth", [[-10], [30], [40]], [1]],
  ["a plan that only raises waits for nobody", [[30], [40]], [0, 1]],
  [
    "raises by hand are nobody's to fund",
    [
      [-50, "verified"],
      [50, "todo", null],
    ],
    [],
  ],
];

describe("raises that may be written", () => {
  test.for(CASES)("%s", ([, told, funded]) => {
    expect([...fundedRaises(changes(told))]).toEqual(funded);
  });

  test("never come to more than was freed, whatever has been made", () => {
    const change = fc.tuple(
      fc.integer({ min: -500, max: 500 }),
      fc.constantFrom(...CHANGE_STATES),
      fc.constantFrom(...WRITE_STATES),
    );
    fc.assert(
      fc.property(fc.array(change, { maxLength: 12 }), (told) => {
        const all = changes(told);
        const funded = fundedRaises(all);
        const step = ({ beforeMicros, afterMicros }: PlannedChange) => afterMicros - beforeMicros;
        const sum = (some: readonly PlannedChange[]) =>
          some.reduce((total, one) => total + step(one), 0n);
        const made = all.filter(({ state }) => state === "done" || state === "verified");
        const growth = sum(all) > 0n ? sum(all) : 0n;
        const raised = sum(all.filter(({ campaignId }) => funded.has(campaignId)));

        expect(raised === 0n || raised + sum(made) <= growth).toBe(true);
        expect(all.filter(({ campaignId }) => funded.has(campaignId)).every(isRaise)).toBe(true);
      }),
    );
  });
});
