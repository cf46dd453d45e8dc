import fc from "fast-check";

import { PLATFORMS } from "../../../src/domain/platform.ts";
import { SOURCE_KINDS } from "../../../src/domain/source/source-kind.ts";
import { SOURCE_STATES, type SourceStatus } from "../../../src/domain/source/source-status.ts";
import { hostileName } from "./arbitraries.ts";

const instant = fc.integer({ min: 1_700_000_000_000, max: 1_900_000_000_000 });

export const sourceStatus: fc.Arbitrary<SourceStatus> = fc.record({
  sourceId: fc.integer({ min: 1, max: 2_147_483_647 }),
  kind: fc.constantFrom(...SOURCE_KINDS),
  name: hostileName,
  state: fc.constantFrom(...SOURCE_STATES),
  schedule: fc.constantFrom("20 */3 * * *", "0 9 * * *", "1,2,3,4,5,6 1-9/2 1,15 */2 MON-FRI"),
  timeZone: fc.constantFrom(undefined, "America/Argentina/ComodRivadavia"),
  accounts: fc.array(
    fc.record({
      accountId: fc.integer({ min: 1, max: 2_147_483_647 }),
      name: hostileName,
      platform: fc.constantFrom(...PLATFORMS),
      currency: fc.constant("USD"),
      externalId: hostileName,
      writes: fc.boolean(),
    }),
    { maxLength: 8 },
  ),
  lastLoad: fc.option(
    fc.record({
      at: instant,
      rows: fc.nat(),
      revised: fc.nat(),
      days: fc.constant({ from: "2025-12-28", to: "2026-11-24" }),
    }),
    { nil: undefined },
  ),
  nextAt: fc.option(instant, { nil: undefined }),
  progress: fc.option(
    fc.record({ days: fc.constant("2026-10-01 to 2026-10-31"), rows: fc.nat() }),
    { nil: undefined },
  ),
  fault: fc.option(
    fc.record({
      message: hostileName,
      next: hostileName,
      at: instant,
      failures: fc.integer({ min: 1, max: 1e6 }),
    }),
    { nil: undefined },
  ),
});
