import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { USUAL_HONESTY } from "../../../../src/domain/budget/honest-range.ts";
import {
  type AppliedShift,
  poolRecord,
} from "../../../../src/domain/budget/scorecard/pool-record.ts";
import {
  type Outcome,
  recordHonesty,
} from "../../../../src/domain/budget/scorecard/record-honesty.ts";
import type { Scorecard, ScorecardDay } from "../../../../src/domain/budget/scorecard/scorecard.ts";
import { chanceOf } from "../../../bench/budget/chance.ts";

function card(day: ScorecardDay, gain: number | undefined, error = 10): Scorecard {
  return {
    day,
    verdict: gain === undefined ? "too-early" : "too-noisy",
    measured:
      gain === undefined
        ? undefined
        : {
            gain,
            low: gain - 1.2816 * error,
            high: gain + 1.2816 * error,
            counterfactual: 500,
            actual: 500 + gain,
          },
    promised: 28,
    maturedDays: day,
    controls: 3,
  };
}

const SHIFT: AppliedShift = {
  currency: "USD",
  goal: "value",
  valueNow: 1000,
  expected: { gain: 28, low: 8, high: 88, probability: 0.96 },
  basis: { meanGain: 40, low: 20, high: 80 },
  cards: [card(7, 10), card(14, 30)],
};

describe("poolRecord", () => {
  test("sums the latest measured scorecard of each shift", () => {
    const unmeasured = { ...SHIFT, cards: [card(7, undefined)] };
    const lost = { ...SHIFT, valueNow: 500, cards: [card(14, -6, 24), card(28, undefined)] };

    const [record, ...others] = poolRecord([SHIFT, unmeasured, lost]);

    expect(others).toEqual([]);
    expect(record).toMatchObject({
      currency: "USD",
      goal: "value",
      shifts: 3,
      measured: 2,
      promisedGain: 56,
      measuredGain: 24,
      valueNow: 1500,
      statedProbability: 0.96,
      cameTrue: 0.5,
      widened: 1.5,
      verdicts: { better: 0, worse: 0, "too-early": 2, "too-noisy": 1 },
    });
    expect(record?.high).toBeCloseTo(24 + 1.2816 * 26, 9);
    expect(record?.low).toBeCloseTo(24 - 1.2816 * 26, 9);
  });

  test("never adds up currencies or goals", () => {
    const records = poolRecord([
      SHIFT,
      { ...SHIFT, currency: "EUR" },
      { ...SHIFT, goal: "conversions" },
      SHIFT,
    ]);

    expect(records.map(({ currency, goal, shifts }) => [currency, goal, shifts])).toEqual([
      ["EUR", "value", 1],
      ["USD", "conversions", 1],
      ["USD", "value", 2],
    ]);
  });

  test("says the usual of shifts that nothing has been measured of", () => {
    const [record] = poolRecord([{ ...SHIFT, cards: [] }]);

    expect(record).toMatchObject({ shifts: 1, measured: 0, cameTrue: 0, ...USUAL_HONESTY });
  });

  test("does without what a plan did not keep", () => {
    const [kept] = poolRecord([SHIFT]);
    const [without] = poolRecord([{ ...SHIFT, basis: undefined }]);

    expect(without?.haircut).toBeCloseTo(kept?.haircut ?? Number.NaN, 12);
  });
});

const outcome = fc.record({
  stated: fc.double({ min: 1, max: 100, noNaN: true }),
  below: fc.double({ min: 1, max: 60, noNaN: true }),
  above: fc.double({ min: 1, max: 60, noNaN: true }),
  measured: fc.double({ min: -300, max: 300, noNaN: true }),
  error: fc.double({ min: 1, max: 300, noNaN: true }),
});

/** Shifts whose true gains lie `share` of the mean away, spread `spread` times as wide as usually stated. */
function outcomes(
  count: number,
  { share, spread, error }: { share: number; spread: number; error: number },
): Outcome[] {
  const chance = chanceOf(11);
  return Array.from({ length: count }, () => {
    const lower = chance.uniform() * 50 < 20;
    const half = lower ? 20 : 30;
    const away = (Math.abs(chance.normal()) * spread * half) / 1.2816;
    const gain = share * 40 + (lower ? -away : away);
    return { stated: 40, below: 20, above: 20, measured: gain + error * chance.normal(), error };
  });
}

describe("recordHonesty", () => {
  test("is the mean of what was believed and what was seen, by precision", () => {
    const seen = { stated: 40, below: 20, above: 20, measured: 10, error: 80 };

    const { haircut } = recordHonesty([seen, seen]);

    expect(haircut).toBeCloseTo(
      (0.7 / 0.04 + (2 * 400) / 6400) / (1 / 0.04 + (2 * 1600) / 6400),
      12,
    );
  });

  test("hardly moves for a few noisy shifts", () => {
    const { haircut, widened } = recordHonesty(outcomes(9, { share: 0.1, spread: 1, error: 120 }));

    expect(haircut).toBeGreaterThan(0.6);
    expect(widened).toBe(1.5);
  });

  test.for([
    [1, 0.1],
    [2, 0.2],
    [0.6, 0.2],
  ])("finds how much wider gains are spread: × %d", ([spread, tolerance]) => {
    const seen = outcomes(400, { share: 0.7, spread: spread ?? 1, error: 5 });

    const { haircut, widened } = recordHonesty(seen);

    expect(widened / 1.5 / (spread ?? 1)).toBeGreaterThan(1 - (tolerance ?? 0));
    expect(widened / 1.5 / (spread ?? 1)).toBeLessThan(1 + (tolerance ?? 0));
    const inside = seen.filter(
      ({ stated, below, above, measured }) =>
        measured >= haircut * stated - (widened / 1.5) * below &&
        measured <= haircut * stated + widened * above,
    );
    expect(inside.length / seen.length).toBeGreaterThan(0.72);
    expect(inside.length / seen.length).toBeLessThan(0.88);
  });

  test("finds what share of the mean comes true", () => {
    const { haircut } = recordHonesty(outcomes(400, { share: 0.4, spread: 0.5, error: 20 }));

    expect(haircut).toBeGreaterThan(0.35);
    expect(haircut).toBeLessThan(0.55);
  });

  test("stays sane, in any order and in any currency", () => {
    fc.assert(
      fc.property(fc.array(outcome, { maxLength: 30 }), (list) => {
        const honesty = recordHonesty(list);
        expect(honesty.haircut).toBeGreaterThanOrEqual(0.2);
        expect(honesty.haircut).toBeLessThanOrEqual(1.2);
        expect(honesty.widened).toBeGreaterThanOrEqual(0.75);
        expect(honesty.widened).toBeLessThanOrEqual(4.5);
        expect(list.length >= 10 || honesty.widened === 1.5).toBe(true);
        const turned = recordHonesty(list.toReversed());
        const inYen = recordHonesty(list.map(inOtherMoney));
        expect(turned.haircut).toBeCloseTo(honesty.haircut, 9);
        expect(turned.widened).toBeCloseTo(honesty.widened, 9);
        expect(inYen.haircut).toBeCloseTo(honesty.haircut, 9);
        expect(inYen.widened).toBeCloseTo(honesty.widened, 9);
      }),
    );
  });

  test("believes more in gains where more was gained", () => {
    fc.assert(
      fc.property(
        fc.array(outcome, { minLength: 1, maxLength: 15 }),
        fc.double({ min: 0, max: 50, noNaN: true }),
        (list, more) => {
          const better = list.map((one) => ({ ...one, measured: one.measured + more }));
          expect(recordHonesty(better).haircut).toBeGreaterThanOrEqual(
            recordHonesty(list).haircut - 1e-12,
          );
        },
      ),
    );
  });
});

function inOtherMoney({ stated, below, above, measured, error }: Outcome): Outcome {
  return {
    stated: stated * 150,
    below: below * 150,
    above: above * 150,
    measured: measured * 150,
    error: error * 150,
  };
}
