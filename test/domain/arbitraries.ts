import fc from "fast-check";

import { addDays, type DayRange } from "../../src/domain/day.ts";
import type { Totals } from "../../src/domain/totals.ts";

export const day = fc.integer({ min: 0, max: 40_000 }).map((days) => addDays("1970-01-01", days));

export const dayRange = fc
  .tuple(day, fc.integer({ min: 0, max: 800 }))
  .map(([from, days]): DayRange => ({ from, to: addDays(from, days) }));

/** Sums with conversions in millionths, as finely as they are stored. */
export const totals = fc.record({
  spendMicros: fc.bigInt({ min: 0n, max: 10n ** 15n }),
  impressions: fc.nat(),
  clicks: fc.nat(),
  conversions: fc.nat({ max: 1_000_000_000 }).map((millionths) => millionths / 1e6),
  valueMicros: fc.bigInt({ min: 0n, max: 10n ** 15n }),
}) satisfies fc.Arbitrary<Totals>;
