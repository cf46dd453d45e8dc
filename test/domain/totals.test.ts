import fc from "fast-check";
import { expect, test } from "vitest";

import { addTotals, NO_TOTALS, sumTotals } from "../../src/domain/totals.ts";
import { totals } from "./arbitraries.ts";

test("adding does not care for order", () => {
  fc.assert(
    fc.property(totals, totals, (a, b) => {
      expect(addTotals(a, b)).toEqual(addTotals(b, a));
    }),
  );
});

test("adding does not care for grouping, fractions of conversions included", () => {
  fc.assert(
    fc.property(totals, totals, totals, (a, b, c) => {
      expect(addTotals(addTotals(a, b), c)).toEqual(addTotals(a, addTotals(b, c)));
    }),
  );
});

test("a sum is the same whichever end it begins at", () => {
  fc.assert(
    fc.property(fc.array(totals, { maxLength: 50 }), (all) => {
      expect(sumTotals(all)).toEqual(sumTotals(all.toReversed()));
    }),
  );
});

test("nothing added changes nothing", () => {
  fc.assert(
    fc.property(totals, (one) => {
      expect(addTotals(one, NO_TOTALS)).toEqual(one);
    }),
  );
  expect(sumTotals([])).toEqual(NO_TOTALS);
});

test("ten tenths of a conversion are one", () => {
  const tenth = { ...NO_TOTALS, conversions: 0.1 };

  expect(sumTotals(Array.from({ length: 10 }, () => tenth)).conversions).toBe(1);
});
