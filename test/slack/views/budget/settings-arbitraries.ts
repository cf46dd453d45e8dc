import fc from "fast-check";

import { GOALS } from "../../../../src/domain/budget/portfolio.ts";
import type { ShiftSettings } from "../../../../src/domain/budget/proposal/shift-settings.ts";
import type { TrackRecord } from "../../../../src/domain/budget/scorecard/track-record.ts";
import { currency, hostileName, micros } from "../arbitraries.ts";
import { few, figure, many, maybe, share } from "./arbitraries.ts";

export const record: fc.Arbitrary<TrackRecord> = fc.record({
  currency,
  goal: fc.constantFrom(...GOALS),
  shifts: few,
  measured: few,
  promisedGain: figure,
  measuredGain: figure,
  low: figure,
  high: figure,
  valueNow: figure,
  statedProbability: share,
  cameTrue: share,
  haircut: share,
  widened: share,
  verdicts: fc.record({ better: few, worse: few, "too-early": few, "too-noisy": few }),
});

export const settings: fc.Arbitrary<ShiftSettings> = fc.record({
  channel: maybe(fc.oneof(fc.constant("C0ALERTS"), hostileName)),
  schedule: fc.oneof(fc.constantFrom("0 9 * * 1", "30 8 * * 1-5"), hostileName),
  timeZone: maybe(hostileName),
  expiryHours: few,
  maxStep: share,
  approvers: many(
    fc.record({ id: fc.constantFrom("U0MAYA", "S0BUYERS"), limitMicros: maybe(micros) }),
  ),
  secondAboveMicros: maybe(micros),
  secondAboveShare: maybe(share),
  administrators: many(fc.constantFrom("U0MAYA", "W0ANA", "nobody")),
});
