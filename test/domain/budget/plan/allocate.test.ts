import fc from "fast-check";
import { describe, expect, test } from "vitest";

import {
  allocate,
  type Demand,
  groupDemand,
  powerDemand,
  type PowerLaw,
} from "../../../../src/domain/budget/plan/allocate.ts";
import { sampleCurve } from "../../../../src/domain/budget/plan/sampled-curve.ts";
import { present } from "../../../support/present.ts";

interface Campaign extends PowerLaw {
  readonly low: number;
  readonly high: number;
}

function valueOf({ reference, roas, elasticity }: PowerLaw, spend: number): number {
  return reference * roas * (spend / reference) ** elasticity;
}

function value(campaigns: readonly Campaign[], spends: readonly number[]): number {
  return campaigns.reduce((sum, one, i) => sum + valueOf(one, present(spends[i])), 0);
}

function demands(campaigns: readonly Campaign[]): Demand[] {
  return campaigns.map((one) => powerDemand(one, one));
}

function total(values: readonly number[]): number {
  return values.reduce((sum, one) => sum + one, 0);
}

/** The Lagrangian bound at a price: no allocation of the total is worth more. */
function dualBound(campaigns: readonly Campaign[], wanted: number, price: number): number {
  const best = campaigns.map((one) => {
    const spend = powerDemand(one, one).spendAt(price);
    return valueOf(one, spend) - price * spend;
  });
  return total(best) + price * wanted;
}

const campaign = fc
  .record({
    reference: fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
    roas: fc.double({ min: 0.1, max: 20, noNaN: true }),
    elasticity: fc.double({ min: 0.05, max: 0.97, noNaN: true }),
    step: fc.constantFrom(0.1, 0.2, 0.5),
  })
  .map(({ step, ...law }): Campaign => ({
    ...law,
    low: law.reference * (1 - step),
    high: law.reference * (1 + step),
  }));

describe("allocate", () => {
  test.for([
    ["two alike share alike", [1, 1], 10, [5, 5]],
    // b·ROAS: 1 and 2 at elasticity .5: x ∝ (b·ROAS)², so 1 : 4.
    ["twice the return takes four times the money", [2, 4], 10, [2, 8]],
  ] as const)("%s", ([, roas, wanted, expected]) => {
    const campaigns = roas.map((one) => ({
      reference: 1,
      roas: one,
      elasticity: 0.5,
      low: 0.01,
      high: 100,
    }));

    const { spends } = allocate(demands(campaigns), wanted);

    for (const [i, spend] of expected.entries()) expect(spends[i]).toBeCloseTo(spend, 6);
  });

  test("closes the duality gap, keeps the total and holds every limit", () => {
    fc.assert(
      fc.property(
        fc.array(campaign, { minLength: 1, maxLength: 30 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (campaigns, share) => {
          const low = total(campaigns.map((one) => one.low));
          const high = total(campaigns.map((one) => one.high));
          const wanted = low + share * (high - low);

          const { spends, price } = allocate(demands(campaigns), wanted);

          expect(Math.abs(total(spends) - wanted)).toBeLessThan(1e-9 * high);
          for (const [i, one] of campaigns.entries()) {
            expect(present(spends[i])).toBeGreaterThanOrEqual(one.low * (1 - 1e-12));
            expect(present(spends[i])).toBeLessThanOrEqual(one.high * (1 + 1e-12));
          }
          const worth = value(campaigns, spends);
          const gap = Math.min(
            dualBound(campaigns, wanted, price) - worth,
            share < 1e-9 || share > 1 - 1e-9 ? 0 : Infinity,
          );
          expect(gap).toBeLessThan(1e-6 * worth);
        },
      ),
    );
  });

  test("finds what trying every split on a fine grid finds", () => {
    const campaigns: Campaign[] = [
      { reference: 50, roas: 4, elasticity: 0.3, low: 40, high: 60 },
      { reference: 30, roas: 2, elasticity: 0.8, low: 24, high: 36 },
      { reference: 20, roas: 1.5, elasticity: 0.7, low: 16, high: 24 },
    ];
    let best = 0;
    for (let a = 40; a <= 60; a += 0.02) {
      for (let b = 24; b <= 36; b += 0.02) {
        const c = 100 - a - b;
        if (c >= 16 && c <= 24) best = Math.max(best, value(campaigns, [a, b, c]));
      }
    }

    const { spends } = allocate(demands(campaigns), 100);

    expect(value(campaigns, spends)).toBeGreaterThanOrEqual(best * (1 - 1e-9));
    expect(value(campaigns, spends)).toBeLessThan(best * (1 + 1e-4));
  });

  test.for([50, 200, 500])("%d campaigns, a locked, a dead and a flat one among them", (count) => {
    const campaigns = Array.from({ length: count }, (_, i): Campaign => {
      const reference = 10 + (i % 37);
      return {
        reference,
        roas: 1 + (i % 5),
        elasticity: 0.1 + 0.08 * (i % 10),
        low: reference * 0.8,
        high: reference * 1.2,
      };
    });
    const locked = {
      ...present(campaigns[0]),
      low: present(campaigns[0]).reference,
      high: present(campaigns[0]).reference,
    };
    const dead = { ...present(campaigns[1]), roas: 0 };
    const all = [locked, dead, ...campaigns.slice(2)];
    const wanted = total(all.map((one) => one.reference));

    const { spends } = allocate(demands(all), wanted);

    expect(total(spends)).toBeCloseTo(wanted, 6);
    expect(spends[0]).toBe(locked.reference);
    expect(spends[1]).toBeCloseTo(dead.low, 9);
    expect(value(all, spends)).toBeGreaterThan(
      value(
        all,
        all.map((one) => one.reference),
      ),
    );
  });

  test("money that nobody can use is parked, not lost", () => {
    const flat = (low: number, high: number) => sampleCurve({ low, high }, () => 7);

    const { spends, price } = allocate([flat(8, 12), flat(80, 120)], 105);

    expect(total(spends)).toBeCloseTo(105, 9);
    expect(price).toBe(0);
  });

  test("equal slopes share a tie in proportion to their room", () => {
    const line = (low: number, high: number) => sampleCurve({ low, high }, (spend) => 3 * spend);

    const { spends } = allocate([line(0, 10), line(0, 30)], 20);

    expect(spends[0]).toBeCloseTo(5, 6);
    expect(spends[1]).toBeCloseTo(15, 6);
  });

  test("a group's cap holds, and its members share what it has as the best would", () => {
    const strong: Campaign = { reference: 10, roas: 9, elasticity: 0.6, low: 8, high: 12 };
    const weak: Campaign = { reference: 10, roas: 1, elasticity: 0.6, low: 8, high: 12 };
    const group = groupDemand(demands([strong, { ...strong, roas: 4 }]), { min: 0, max: 21 });

    const outer = allocate([group, powerDemand(weak, weak)], 31);
    const free = allocate(
      [groupDemand(demands([strong, strong]), { min: 0, max: 100 }), powerDemand(weak, weak)],
      31,
    );

    expect(outer.spends[0]).toBeCloseTo(21, 6);
    expect(free.spends[0]).toBeGreaterThan(22);
  });
});

describe("sampleCurve", () => {
  test("an S-shaped curve counts no more than its running minimum, and the total holds", () => {
    const hill = sampleCurve({ low: 0, high: 10 }, (x) => x ** 3 / (125 + x ** 3));

    const { spends } = allocate([hill, sampleCurve({ low: 0, high: 10 }, (x) => Math.sqrt(x))], 10);

    expect(total(spends)).toBeCloseTo(10, 9);
    expect(hill.valueAt(10)).toBeLessThanOrEqual(1);
  });
});
