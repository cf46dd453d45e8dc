import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { honestRange } from "../../../../src/domain/budget/honest-range.ts";
import {
  type Evidence,
  GATES,
  judgeEvidence,
  NO_GATES,
} from "../../../../src/domain/budget/plan/gates.ts";
import { draws } from "../../../support/draws.ts";

const STRONG: Evidence = {
  expected: { gain: 40, low: 5, high: 90, probability: 0.99 },
  gainShare: 0.02,
  information: 0.6,
  probabilityBalanced: 0.02,
  balancedDoubt: 0,
};

function weak(probability: number): Partial<Evidence> {
  return { expected: { ...STRONG.expected, probability } };
}

describe("judgeEvidence", () => {
  test.for([
    ["strong evidence", {}, "speak"],
    ["a gain not worth a person's time", { gainShare: 0.001 }, "gain-too-small"],
    ["a loss", { expected: { ...STRONG.expected, gain: -1 } }, "gain-too-small"],
    [
      "returns that are equal already",
      { ...weak(0.6), probabilityBalanced: 0.7 },
      "already-balanced",
    ],
    ["budgets that hardly varied", { information: 0.1 }, "too-little-information"],
    ["hardly varied, and unsure", { ...weak(0.8), information: 0.1 }, "too-little-information"],
    [
      "balanced before small",
      { ...weak(0.6), probabilityBalanced: 0.7, gainShare: 0.001 },
      "already-balanced",
    ],
    ["information enough to speak, and too little to be sure", weak(0.8), "too-little-information"],
    [
      "unsure for being balanced",
      { ...weak(0.8), information: 0.8, balancedDoubt: 0.7 },
      "already-balanced",
    ],
    [
      "unsure of a well known gain",
      { ...weak(0.8), information: 0.8, balancedDoubt: 0.3 },
      "gain-too-small",
    ],
    ["probability just there", weak(0.92), "speak"],
  ] as const)("%s", ([, change, kind]) => {
    expect(judgeEvidence({ ...STRONG, ...change }, GATES).kind).toBe(kind);
  });

  test("speaks of sure, worthy, informed gains alone, whatever else is known", () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const drawn = fc.record({
      probability: share,
      gainShare: share,
      information: share,
      probabilityBalanced: share,
      balancedDoubt: share,
    });
    fc.assert(
      fc.property(drawn, ({ probability, ...rest }) => {
        const evidence = { ...rest, expected: { ...STRONG.expected, probability } };
        const speaks =
          probability >= GATES.probability &&
          rest.gainShare >= GATES.gainShare &&
          rest.information >= GATES.information;

        expect(judgeEvidence(evidence, GATES).kind === "speak").toBe(speaks);
      }),
      draws(300),
    );
  });

  test("without gates only a loss is kept back", () => {
    const poor = {
      ...STRONG,
      ...weak(0.5),
      information: -1,
      gainShare: 1e-9,
      probabilityBalanced: 0.4,
    };

    expect(judgeEvidence(poor, NO_GATES).kind).toBe("speak");
    expect(judgeEvidence({ ...poor, gainShare: -1e-9 }, NO_GATES).kind).toBe("gain-too-small");
  });
});

describe("honestRange", () => {
  test("takes 30 % off the mean and widens the upper half", () => {
    const gains = Float64Array.from({ length: 101 }, (_, i) => i - 10);

    const { gain, low, high, probability } = honestRange(gains);

    expect(gain).toBeCloseTo(28, 9);
    expect(low).toBeCloseTo(28 - 40, 9);
    expect(high).toBeCloseTo(28 + 60, 9);
    expect(probability).toBeCloseTo(90 / 101, 9);
  });

  test("says what a record says instead, both halves in proportion", () => {
    const gains = Float64Array.from({ length: 101 }, (_, i) => i - 10);

    const { gain, low, high, probability } = honestRange(gains, { haircut: 0.5, widened: 3 });

    expect(gain).toBeCloseTo(20, 9);
    expect(low).toBeCloseTo(20 - 80, 9);
    expect(high).toBeCloseTo(20 + 120, 9);
    expect(probability).toBeCloseTo(90 / 101, 9);
  });

  test("no gains are no gain", () => {
    expect(honestRange(new Float64Array(3))).toEqual({ gain: 0, low: 0, high: 0, probability: 0 });
  });
});
