import { describe, expect, test } from "vitest";

import {
  chanceAtLimit,
  chanceOfChange,
  type Sample,
} from "../../../src/domain/alerting/evidence.ts";
import { drawFrom } from "./random-orders.ts";

const NONE: Sample = { spend: 0, impressions: 0, clicks: 0, conversions: 0, value: 0 };

describe("false alarms on simulated orders at 95 %", () => {
  const ROUNDS = 2000;
  const cases = [0.5, 1, 2].flatMap((cv) => [3, 10, 40].map((orders) => [cv, orders] as const));

  test.for(cases)("ROAS exactly at its limit, cv %d, %d orders expected", ([cv, orders]) => {
    const draw = drawFrom(orders * 10 + cv);
    const alarms = { above: 0, below: 0, changed: 0 };
    for (let round = 0; round < ROUNDS; round += 1) {
      const stretch = () => {
        const conversions = draw.count(orders);
        return {
          ...NONE,
          spend: orders * 20,
          conversions,
          value: draw.value(conversions, { mean: 60, cv }),
        };
      };
      const question = {
        metric: "roas",
        sample: stretch(),
        valueCv: cv,
        valuePerConversion: 60,
      } as const;
      const change = { ...question, side: "below", factor: 1, before: stretch() } as const;
      if ((chanceAtLimit({ ...question, side: "below", limit: 3 }) ?? 1) <= 0.05) alarms.below += 1;
      if ((chanceAtLimit({ ...question, side: "above", limit: 3 }) ?? 1) <= 0.05) alarms.above += 1;
      if ((chanceOfChange(change) ?? 1) <= 0.05) alarms.changed += 1;
    }
    // A share of 5 % of 2000 is 100 ± 10; eight in a hundred is what a small, skewed sample may cost.
    expect(Math.max(alarms.below, alarms.above, alarms.changed)).toBeLessThan(0.08 * ROUNDS);
  });

  test("a test that takes value for conversions would cry wolf", () => {
    const draw = drawFrom(7);
    let alarms = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const conversions = draw.count(40);
      const sample = {
        ...NONE,
        spend: 800,
        conversions,
        value: draw.value(conversions, { mean: 60, cv: 1 }),
      };
      const question = { metric: "roas", side: "below", sample, limit: 3 } as const;
      if ((chanceAtLimit({ ...question, valueCv: 0 }) ?? 1) <= 0.05) alarms += 1;
    }
    expect(alarms).toBeGreaterThan(0.1 * ROUNDS);
  });
});
