import fc from "fast-check";
import { describe, expect, test } from "vitest";

import {
  chanceAtLimit,
  chanceOfChange,
  type Sample,
} from "../../../src/domain/alerting/evidence.ts";
import { KPI_NAMES } from "../../../src/domain/kpi.ts";
import { draws } from "../../support/draws.ts";

describe("laws", () => {
  const money = fc.integer({ min: 0, max: 1e9 }).map((micros) => micros / 1000);
  const conversions = fc.oneof(
    fc.constant(0),
    fc.double({ min: 0.01, max: 5000, noNaN: true }).map((n) => Math.round(n * 100) / 100),
  );
  const sample = fc.record({
    spend: money,
    impressions: fc.nat({ max: 1e8 }),
    clicks: fc.nat({ max: 1e6 }),
    conversions,
    value: money,
  });
  const metric = fc.constantFrom(...KPI_NAMES);
  const side = fc.constantFrom("above" as const, "below" as const);
  const limit = fc.double({ min: -4, max: 4, noNaN: true }).map((digits) => 10 ** digits);
  const valueCv = fc.option(fc.double({ min: 0, max: 4, noNaN: true }), { nil: undefined });

  test("every answer is a probability", () => {
    fc.assert(
      fc.property(fc.record({ metric, side, limit, sample, before: sample, valueCv }), (input) => {
        const chances = [chanceAtLimit(input), chanceOfChange({ ...input, factor: input.limit })];
        expect(
          chances.filter((chance) => !(chance !== undefined && chance >= 0 && chance <= 1)),
        ).toEqual([]);
      }),
      draws(1000),
    );
  });

  test("both sides together are at least certain", () => {
    fc.assert(
      fc.property(fc.record({ metric, limit, sample, before: sample, valueCv }), (input) => {
        const sides = (["above", "below"] as const).map((one) => ({ ...input, side: one }));
        const sum = (chances: (number | undefined)[]) =>
          chances.reduce<number>((a, b) => a + (b ?? 0), 0);
        expect(sum(sides.map(chanceAtLimit))).toBeGreaterThan(1 - 1e-5);
        expect(
          sum(sides.map((one) => chanceOfChange({ ...one, factor: one.limit }))),
        ).toBeGreaterThan(1 - 1e-5);
      }),
      draws(1000),
    );
  });

  test("more spend for the same conversions is stronger evidence of a high CPA, more conversions weaker", () => {
    fc.assert(
      fc.property(sample, limit, (sums, at) => {
        const chance = (change: Partial<Sample>) =>
          chanceAtLimit({
            metric: "cpa",
            side: "above",
            limit: at,
            sample: { ...sums, ...change },
            valueCv: undefined,
          }) ?? Number.NaN;
        expect(chance({ spend: sums.spend * 1.2 })).toBeLessThanOrEqual(chance({}) + 1e-6);
        expect(chance({ conversions: sums.conversions + 0.5 })).toBeGreaterThanOrEqual(
          chance({}) - 1e-6,
        );
      }),
      draws(1000),
    );
  });

  test("more value is weaker evidence of a low ROAS", () => {
    fc.assert(
      fc.property(sample, limit, valueCv, (sums, at, cv) => {
        fc.pre(sums.conversions > 0 && sums.value > 0);
        const chance = (value: number) =>
          chanceAtLimit({
            metric: "roas",
            side: "below",
            limit: at,
            sample: { ...sums, value },
            valueCv: cv,
          }) ?? Number.NaN;
        expect(chance(sums.value * 1.2)).toBeGreaterThanOrEqual(chance(sums.value) - 1e-6);
      }),
      draws(1000),
    );
  });

  test("more scatter makes strong evidence of a low ROAS weaker", () => {
    fc.assert(
      fc.property(sample, limit, fc.double({ min: 0, max: 3, noNaN: true }), (sums, at, cv) => {
        const chance = (spread: number) =>
          chanceAtLimit({
            metric: "roas",
            side: "below",
            limit: at,
            sample: sums,
            valueCv: spread,
          }) ?? Number.NaN;
        fc.pre(chance(cv) < 0.1);
        expect(chance(cv + 0.5)).toBeGreaterThanOrEqual(chance(cv) - 1e-6);
      }),
    );
  });

  test("a currency of a thousandth the worth changes nothing", () => {
    fc.assert(
      fc.property(fc.record({ metric, side, limit, sample, before: sample, valueCv }), (input) => {
        const dear = (sums: Sample) => ({
          ...sums,
          spend: sums.spend * 1000,
          value: sums.value * 1000,
        });
        const inMoney = ["cpa", "cpc", "cpm", "aov"].includes(input.metric);
        const scaled = { ...input, sample: dear(input.sample), before: dear(input.before) };
        const scaledLimit = inMoney ? input.limit * 1000 : input.limit;
        expect(chanceAtLimit({ ...scaled, limit: scaledLimit })).toBeCloseTo(
          chanceAtLimit(input) ?? Number.NaN,
          6,
        );
        expect(chanceOfChange({ ...scaled, factor: 1.3 })).toBeCloseTo(
          chanceOfChange({ ...input, factor: 1.3 }) ?? Number.NaN,
          6,
        );
      }),
      draws(1000),
    );
  });
});
