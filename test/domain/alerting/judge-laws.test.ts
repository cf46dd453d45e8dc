import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { METRICS } from "../../../src/domain/kpi.ts";
import { fixed, verdictOf } from "./judge-test.ts";

describe("laws of judgement", () => {
  const given = fc.record({
    metric: fc.constantFrom(...METRICS),
    limit: fc.double({ min: 0, max: 1_000, noNaN: true }),
    current: fc.record({
      spendMicros: fc.bigInt({ min: 0n, max: 10n ** 9n }),
      impressions: fc.nat({ max: 10_000 }),
      clicks: fc.nat({ max: 1_000 }),
      conversions: fc.nat({ max: 100 }),
      valueMicros: fc.bigInt({ min: 0n, max: 10n ** 9n }),
    }),
  });

  test("a confidence only ever silences, but for spend without a conversion", () => {
    fc.assert(
      fc.property(given, fc.constantFrom("above", "below"), ({ limit, ...rest }, side) => {
        const one = { ...rest, when: fixed(side, limit) };
        const plain = verdictOf(one);
        const sure = verdictOf({ ...one, guards: { confidence: 0.95 } });
        const silenced = sure.kind === "withheld" && sure.because === "not_sure";
        const costly = sure.kind === "breach" && sure.value === undefined;
        expect(silenced || costly ? "the test speaks" : sure.kind).toBe(
          silenced || costly ? "the test speaks" : plain.kind,
        );
        expect(silenced ? plain.kind : "breach").toBe("breach");
      }),
    );
  });

  test("of one value and limit only one of above, below and neither holds", () => {
    fc.assert(
      fc.property(given, ({ limit, ...rest }) => {
        const above = verdictOf({ ...rest, when: fixed("above", limit) });
        const below = verdictOf({ ...rest, when: fixed("below", limit) });
        expect([above.kind, below.kind]).not.toEqual(["breach", "breach"]);
        expect(above.kind === "withheld").toBe(below.kind === "withheld");
      }),
    );
  });
});
