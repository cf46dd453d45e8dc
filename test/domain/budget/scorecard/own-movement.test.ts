import { describe, expect, test } from "vitest";

import { driftOf, USUAL_DRIFT } from "../../../../src/domain/budget/scorecard/own-movement.ts";
import { spanDispersion } from "../../../../src/domain/budget/scorecard/span-dispersion.ts";
import { spanWeekdays } from "../../../../src/domain/budget/scorecard/span-weekdays.ts";
import { simulateSpan, type SpanSetting, USUAL_SPAN } from "./simulate-span.ts";

function driftIn(change: Partial<SpanSetting>): number {
  const runs = Array.from({ length: 20 }, (_, seed) => {
    const { controls } = simulateSpan({ ...USUAL_SPAN, read: 28, ...change }, 300 + seed);
    const reading = { goal: "conversions", weekdays: spanWeekdays(controls) } as const;
    const dispersion = spanDispersion(controls, reading) ?? 1;
    return driftOf(controls, { reading, dispersion, last: 28 });
  });
  return runs.reduce((sum, one) => sum + one, 0) / runs.length;
}

describe("driftOf", () => {
  test("is the usual where too few campaigns were left alone", () => {
    expect(driftIn({ controls: 1 })).toBeCloseTo(USUAL_DRIFT, 12);
  });

  test("is found where campaigns go their own ways, and where they do not", () => {
    const busy = { volume: 200, controls: 12 };

    expect(driftIn({ ...busy, driftSd: 0.03 })).toBeGreaterThan(2.5 * USUAL_DRIFT);
    expect(driftIn({ ...busy, driftSd: 0.001 })).toBeLessThan(0.8 * USUAL_DRIFT);
  });

  test("shared demand is nobody's own movement", () => {
    const lively = driftIn({ volume: 200, controls: 12, driftSd: 0.001, demandSd: 0.2 });

    expect(lively).toBeLessThan(USUAL_DRIFT);
  });
});
