import fc from "fast-check";
import { expect, test } from "vitest";

import { trueCpaRange } from "../../../src/domain/alerting/cpa-range.ts";

test.for([
  [1, 0.18, 39.5],
  [2, 0.28, 8.26],
  [3, 0.34, 4.85],
  [5, 0.43, 3.08],
  [8, 0.51, 2.32],
  [10, 0.54, 2.09],
  [15, 0.61, 1.79],
  [20, 0.65, 1.64],
  [30, 0.7, 1.48],
  [50, 0.76, 1.35],
  [100, 0.82, 1.23],
] as const)("%d conversions leave the true CPA between %d and %d times", ([n, from, to]) => {
  const range = trueCpaRange(n, 0.95);

  expect(range?.from).toBeCloseTo(from, 2);
  expect(range?.to).toBeCloseTo(to, to > 10 ? 1 : 2);
});

test("exactly, for one and for ten", () => {
  // Half of the chi-squared quantiles 0.0506356, 11.1432866, 9.5907774 and 36.7807124.
  expect(trueCpaRange(1, 0.95)?.to).toBeCloseTo(39.49789, 4);
  expect(trueCpaRange(1, 0.95)?.from).toBeCloseTo(0.1794803, 6);
  expect(trueCpaRange(10, 0.95)?.to).toBeCloseTo(2.085337, 5);
  expect(trueCpaRange(10, 0.95)?.from).toBeCloseTo(0.5437633, 6);
});

test.for([0, -1, Number.NaN])("%d conversions leave nothing", (n) => {
  expect(trueCpaRange(n, 0.95)).toBeUndefined();
});

test("narrows with conversions, widens with confidence, and holds the observed CPA", () => {
  const conversions = fc.double({ min: 0.05, max: 1e7, noNaN: true });
  const confidence = fc.double({ min: 0.5, max: 0.99, noNaN: true });
  fc.assert(
    fc.property(conversions, confidence, (n, sure) => {
      const range = trueCpaRange(n, sure);
      const more = trueCpaRange(n * 1.5, sure);
      const surer = trueCpaRange(n, sure + 0.005);
      if (range === undefined || more === undefined || surer === undefined) throw new Error();
      expect(range.from).toBeLessThan(1);
      expect(range.to).toBeGreaterThan(1);
      expect(more.from).toBeGreaterThan(range.from);
      expect(more.to).toBeLessThan(range.to);
      expect(surer.from).toBeLessThan(range.from);
      expect(surer.to).toBeGreaterThan(range.to);
    }),
  );
});
