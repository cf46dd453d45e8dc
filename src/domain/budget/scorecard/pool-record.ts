import { sum } from "../at.ts";
import { type Expected, USUAL_HONESTY } from "../honest-range.ts";
import { Z80 } from "../normal-quantiles.ts";
import type { PlanBasis } from "../plan/plan-basis.ts";
import type { Goal } from "../portfolio.ts";
import { type Outcome, recordHonesty } from "./record-honesty.ts";
import type { Scorecard, ScorecardVerdict } from "./scorecard.ts";
import type { TrackRecord } from "./track-record.ts";

/** An applied shift with what has been seen of it so far. */
export interface AppliedShift {
  readonly currency: string;
  readonly goal: Goal;
  readonly valueNow: number;
  readonly expected: Expected;
  readonly basis: Pick<PlanBasis, "meanGain" | "low" | "high"> | undefined;
  /** Judged ones. */
  readonly cards: readonly Scorecard[];
}

/**
 * One record per currency and goal, by name; each shift counts with the latest scorecard that measured something. The
 * interval of a sum takes shifts to be measured independently.
 */
export function poolRecord(shifts: readonly AppliedShift[]): TrackRecord[] {
  const groups = new Map<string, AppliedShift[]>();
  for (const shift of shifts) {
    const key = `${shift.currency} ${shift.goal}`;
    groups.set(key, [...(groups.get(key) ?? []), shift]);
  }
  return [...groups]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, [first, ...others]]) => (first === undefined ? [] : [pooled(first, others)]));
}

interface Measured {
  readonly shift: AppliedShift;
  readonly promised: number;
  readonly gain: number;
  readonly error: number;
}

function pooled(first: AppliedShift, others: readonly AppliedShift[]): TrackRecord {
  const shifts = [first, ...others];
  const measured = shifts.flatMap(measuredOf);
  const measuredGain = sum(measured.map(({ gain }) => gain));
  const half = Z80 * Math.sqrt(sum(measured.map(({ error }) => error ** 2)));
  const shareOf = (total: number) => (measured.length === 0 ? 0 : total / measured.length);
  const { haircut, widened } = recordHonesty(measured.map(outcomeOf));
  return {
    currency: first.currency,
    goal: first.goal,
    shifts: shifts.length,
    measured: measured.length,
    promisedGain: sum(measured.map(({ promised }) => promised)),
    measuredGain,
    low: measuredGain - half,
    high: measuredGain + half,
    valueNow: sum(measured.map(({ shift }) => shift.valueNow)),
    statedProbability: shareOf(sum(measured.map(({ shift }) => shift.expected.probability))),
    cameTrue: shareOf(measured.filter(({ gain }) => gain > 0).length),
    haircut,
    widened,
    verdicts: verdictsOf(shifts),
  };
}

function measuredOf(shift: AppliedShift): Measured[] {
  const { cards } = shift;
  const latest = inOrder(cards).findLast((card) => card.measured !== undefined);
  if (latest?.measured === undefined) return [];
  const { gain, low, high } = latest.measured;
  return [{ shift, promised: latest.promised, gain, error: (high - low) / (2 * Z80) }];
}

/** What the draws said before the haircut, in proportion where a part of the shift alone was made. */
function outcomeOf({ shift, promised, gain, error }: Measured): Outcome {
  const { expected, basis } = shift;
  const made = expected.gain === 0 ? 1 : promised / expected.gain;
  const raw = basis ?? usualDraws(expected);
  return {
    stated: made * raw.meanGain,
    below: Math.abs(made) * (raw.meanGain - raw.low),
    above: Math.abs(made) * (raw.high - raw.meanGain),
    measured: gain,
    error,
  };
}

/** Draws that would have been stated like this in the usual way. */
function usualDraws({ gain, low, high }: Expected): Pick<PlanBasis, "meanGain" | "low" | "high"> {
  const meanGain = gain / USUAL_HONESTY.haircut;
  return {
    meanGain,
    low: meanGain - (gain - low),
    high: meanGain + (high - gain) / USUAL_HONESTY.widened,
  };
}

function verdictsOf(shifts: readonly AppliedShift[]): TrackRecord["verdicts"] {
  const latest = shifts.flatMap(({ cards }) => inOrder(cards).at(-1)?.verdict ?? []);
  const count = (verdict: ScorecardVerdict) => latest.filter((one) => one === verdict).length;
  return {
    better: count("better"),
    worse: count("worse"),
    "too-early": count("too-early"),
    "too-noisy": count("too-noisy"),
  };
}

function inOrder(cards: readonly Scorecard[]): Scorecard[] {
  return cards.toSorted((a, b) => a.day - b.day);
}
