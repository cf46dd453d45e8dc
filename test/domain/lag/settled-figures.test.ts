import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { addDays } from "../../../src/domain/day.ts";
import { learnLag } from "../../../src/domain/lag/account-lag.ts";
import { settledFigures } from "../../../src/domain/lag/settled-figures.ts";
import type { Ranged } from "../../../src/domain/settled.ts";
import { NO_TOTALS } from "../../../src/domain/totals.ts";
import {
  cellsOf,
  fallingLag,
  shownAt,
  shownToday,
  simulatedDays,
  TODAY,
} from "./simulated-account.ts";

const RANGE = { from: addDays(TODAY, -7), to: addDays(TODAY, -1) };
const documented = learnLag([], "google_ads");

function corrected(seed: number) {
  const lag = fallingLag({ late: 0.55, fall: 0.75 });
  const days = simulatedDays({ seed, lag, days: 60, perDay: 12 });
  const week = days.slice(-7);
  const learnt = learnLag(cellsOf(days), "google_ads");
  if (learnt === undefined) throw new Error("Nothing was learnt.");
  const settled = settledFigures(learnt, { range: RANGE, daily: shownToday(week), readOn: TODAY });
  const truth = week.map((day) => shownAt(day, 90));
  return {
    settled,
    conversions: truth.reduce((sum, { count }) => sum + count, 0),
    value: truth.reduce((sum, { worth }) => sum + worth, 0),
  };
}

function holds(range: Ranged | undefined, truth: number): boolean {
  return range !== undefined && range.low <= truth && truth <= range.high;
}

describe("the corrected figures of a period", () => {
  const RUNS = 150;
  const runs = Array.from({ length: RUNS }, (_, seed) => corrected(seed));

  test("are on average what the days come to", () => {
    const [got, truth, raw] = [
      runs.reduce((sum, { settled }) => sum + (settled.corrected?.conversions.figure ?? 0), 0),
      runs.reduce((sum, { conversions }) => sum + conversions, 0),
      runs.reduce((sum, { settled, conversions }) => sum + settled.share * conversions, 0),
    ];

    expect(Math.abs(got / truth - 1)).toBeLessThan(0.03);
    expect(raw / truth).toBeLessThan(0.85);
  });

  test.for([
    [
      "conversions",
      ({ settled, conversions }) => holds(settled.corrected?.conversions, conversions),
    ],
    ["value", ({ settled, value }) => holds(settled.corrected?.value, value)],
    ["CPA", ({ settled, conversions }) => holds(settled.corrected?.cpa, 700 / conversions)],
    ["ROAS", ({ settled, value }) => holds(settled.corrected?.roas, value / 700)],
  ] as readonly [string, (run: ReturnType<typeof corrected>) => boolean][])(
    "hold the %s that come in the end four times of five",
    ([, isInside]) => {
      const share = runs.filter(isInside).length / RUNS;

      expect(share).toBeGreaterThan(0.7);
      expect(share).toBeLessThan(0.9);
    },
  );

  test("say how many days are still filling up, and since when all is in", () => {
    expect(
      documented && settledFigures(documented, { range: RANGE, daily: [], readOn: TODAY }),
    ).toEqual({
      basis: "platform",
      through: addDays(TODAY, -30),
      unsettledDays: 7,
      share: 1,
      corrected: undefined,
    });
  });

  test("leave a settled period as it is, and a day that is not over", () => {
    const today = { ...NO_TOTALS, day: TODAY, spendMicros: 10_000_000n, conversions: 4 };
    const old = { from: addDays(TODAY, -60), to: addDays(TODAY, -50) };
    const now = { from: TODAY, to: TODAY };
    if (documented === undefined) throw new Error("Google documents a window.");

    expect(
      settledFigures(documented, {
        range: old,
        daily: [{ ...today, day: old.from }],
        readOn: TODAY,
      }),
    ).toMatchObject({ unsettledDays: 0, share: 1, corrected: undefined });
    expect(settledFigures(documented, { range: now, daily: [today], readOn: TODAY })).toMatchObject(
      { unsettledDays: 1, corrected: undefined },
    );
  });

  test("hold the figure in the range, and never take anything away", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 7, maxLength: 7 }),
        (counts) => {
          if (documented === undefined) return;
          const daily = counts.map((conversions, index) => ({
            ...NO_TOTALS,
            day: addDays(RANGE.from, index),
            spendMicros: 5_000_000n,
            conversions,
            valueMicros: BigInt(conversions) * 40_000_000n,
          }));
          const { corrected: found } = settledFigures(documented, {
            range: RANGE,
            daily,
            readOn: TODAY,
          });
          const count = counts.reduce((sum, one) => sum + one, 0);
          expect(found === undefined).toBe(count === 0);
          if (found === undefined) return;
          for (const one of [found.conversions, found.value, found.cpa, found.roas]) {
            expect(one?.low).toBeLessThanOrEqual(one?.figure ?? 0);
            expect(one?.figure).toBeLessThanOrEqual(one?.high ?? 0);
          }
          expect(found.conversions.low).toBeGreaterThanOrEqual(count);
        },
      ),
    );
  });
});
