import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { valueSpread, valueSumsOf } from "../../../src/domain/alerting/value-spread.ts";
import { drawFrom } from "./random-orders.ts";

const day = fc.record({
  conversions: fc.integer({ min: 0, max: 4000 }).map((hundredths) => hundredths / 100),
  value: fc.integer({ min: 0, max: 500_000 }).map((cents) => cents / 100),
});

describe("valueSpread", () => {
  test("is that of two values half and half", () => {
    // Six days of one order at 50 and six at 150: squares around 100 are 12 × 2500, over 11 degrees of freedom.
    const days = Array.from({ length: 12 }, (_, index) => ({
      conversions: 1,
      value: index % 2 === 0 ? 50 : 150,
    }));

    expect(valueSpread([valueSumsOf(days)])).toBeCloseTo(Math.sqrt(30_000 / 11) / 100, 12);
  });

  test("is nothing where every conversion is worth the same, in each campaign its own", () => {
    const campaign = (worth: number) =>
      valueSumsOf(
        [1, 2.5, 4, 0.25, 7, 1].map((conversions) => ({ conversions, value: worth * conversions })),
      );

    expect(valueSpread([campaign(20), campaign(20_000), campaign(0.37)])).toBeCloseTo(0, 6);
  });

  test.for([
    ["no campaign", []],
    [
      "too few days",
      [valueSumsOf(Array.from({ length: 10 }, () => ({ conversions: 5, value: 1 })))],
    ],
    [
      "thin campaigns",
      Array.from({ length: 20 }, () => ({
        days: 4,
        conversions: 8,
        value: 80,
        valueSquaredPerConversion: 900,
      })),
    ],
    ["no value", [valueSumsOf(Array.from({ length: 30 }, () => ({ conversions: 5, value: 0 })))]],
  ] as const)("cannot be told from %s", ([, campaigns]) => {
    expect(valueSpread(campaigns)).toBeUndefined();
  });

  test("days without conversions have no say", () => {
    fc.assert(
      fc.property(fc.array(day, { maxLength: 40 }), (days) => {
        const idle = [...days, { conversions: 0, value: 12 }, { conversions: 0, value: 0 }];
        expect(valueSumsOf(idle)).toEqual(valueSumsOf(days));
      }),
    );
  });

  test("equals the residuals written out", () => {
    fc.assert(
      fc.property(fc.array(day, { minLength: 12, maxLength: 40 }), (days) => {
        const counted = days.filter(({ conversions }) => conversions > 0);
        const n = counted.reduce((total, { conversions }) => total + conversions, 0);
        const mean = counted.reduce((total, { value }) => total + value, 0) / n;
        fc.pre(counted.length > 10 && n >= 10 && mean > 0);
        const residual = counted.reduce(
          (total, { conversions, value }) =>
            total + (value - mean * conversions) ** 2 / conversions,
          0,
        );
        const expected = Math.sqrt(residual / (counted.length - 1)) / mean;
        expect((valueSpread([valueSumsOf(days)]) ?? Number.NaN) / expected).toBeCloseTo(1, 6);
      }),
    );
  });

  test("the currency does not matter", () => {
    fc.assert(
      fc.property(fc.array(day, { minLength: 20, maxLength: 40 }), (days) => {
        const dear = days.map(({ conversions, value }) => ({ conversions, value: value * 1000 }));
        const spread = valueSpread([valueSumsOf(days)]);
        fc.pre(spread !== undefined);
        expect(valueSpread([valueSumsOf(dear)])).toBeCloseTo(spread ?? Number.NaN, 6);
      }),
    );
  });

  test.for([
    [0.3, 60, 5],
    [1, 60, 2],
    [1, 60, 20],
    [1.5, 200, 5],
  ] as const)("finds %d in simulated orders, %d days of about %d", ([cv, dayCount, orders]) => {
    const draw = drawFrom(Math.round(cv * 1000) + dayCount + orders);
    const found = () =>
      valueSpread(
        [10, 40, 160, 640].map((mean) =>
          valueSumsOf(
            Array.from({ length: dayCount }, () => {
              const conversions = draw.count(orders);
              return { conversions, value: draw.value(conversions, { mean, cv }) };
            }),
          ),
        ),
      ) ?? Number.NaN;
    const squares = Array.from({ length: 20 }, () => found() ** 2);
    const average = Math.sqrt(squares.reduce((total, square) => total + square, 0) / 20);

    expect(average / cv).toBeGreaterThan(0.9);
    expect(average / cv).toBeLessThan(1.1);
  });
});
