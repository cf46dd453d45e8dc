import { sum } from "../at.ts";
import { type Honesty, USUAL_HONESTY } from "../honest-range.ts";
import { Z80 } from "../normal-quantiles.ts";

/** What one shift was believed to bring before the haircut, and what was measured. A day, in value or conversions. */
export interface Outcome {
  /** Mean of the draws; from there to where 80 % of them end. */
  readonly stated: number;
  readonly below: number;
  readonly above: number;
  readonly measured: number;
  readonly error: number;
}

/** The usual haircut is held to by a standard deviation of .2, the usual widening by .35 of its logarithm. */
const HAIRCUT_SD = 0.2;
const STRETCH_SD = 0.35;
/** A record says nothing beyond these, whatever it holds. */
const LEAST_HAIRCUT = 0.2;
const MOST_HAIRCUT = 1.2;
/** Fewer say nothing of an interval's width. */
const LEAST_SHIFTS = 10;
/** ln of what intervals are stretched by: .5 to 3. */
const STRETCHES = Array.from({ length: 61 }, (_, i) => Math.log(0.5) + (i * Math.log(6)) / 60);

/**
 * The haircut and the widening that a record of measured shifts asks for: where none has been measured, the usual ones.
 *
 * m_j ~ N(h·g_j, s_j²) with h ~ N(.7, .2²) gives h = (.7/.2² + Σg_j m_j/s_j²)/(1/.2² + Σg_j²/s_j²). The widening is the
 * usual one times e^x, x ~ N(0, .35²), where the gain itself lies N(h·g_j, (e^x·half/1.28)²), each side with its half of
 * the usual interval, and is measured with s_j: the posterior mean of x on a grid. So wide an interval holds 80 % of
 * gains; that of the measured ones, noise and all, is wider still.
 */
export function recordHonesty(outcomes: readonly Outcome[]): Honesty {
  const known = outcomes.filter(({ error }) => error > 0);
  const haircut = pooledHaircut(known);
  if (known.length < LEAST_SHIFTS) return { haircut, widened: USUAL_HONESTY.widened };
  return { haircut, widened: USUAL_HONESTY.widened * Math.exp(meanStretch(known, haircut)) };
}

function pooledHaircut(outcomes: readonly Outcome[]): number {
  const prior = 1 / HAIRCUT_SD ** 2;
  const weighed = sum(
    outcomes.map(({ stated, measured, error }) => (stated * measured) / error ** 2),
  );
  const precision = sum(outcomes.map(({ stated, error }) => (stated / error) ** 2));
  const pooled = (USUAL_HONESTY.haircut * prior + weighed) / (prior + precision);
  return Math.min(MOST_HAIRCUT, Math.max(LEAST_HAIRCUT, pooled));
}

function meanStretch(outcomes: readonly Outcome[], haircut: number): number {
  const logs = STRETCHES.map(
    (stretch) =>
      -0.5 * (stretch / STRETCH_SD) ** 2 +
      sum(outcomes.map((outcome) => logLikelihood(outcome, { haircut, stretch }))),
  );
  const top = Math.max(...logs);
  const weights = logs.map((log) => Math.exp(log - top));
  return sum(weights.map((weight, i) => weight * (STRETCHES[i] ?? 0))) / sum(weights);
}

/** ln density of a two-piece normal (John 1982) whose halves are blurred by the error of measuring. */
function logLikelihood(
  { stated, below, above, measured, error }: Outcome,
  { haircut, stretch }: { readonly haircut: number; readonly stretch: number },
): number {
  const factor = Math.exp(stretch) / Z80;
  const lower = Math.hypot(factor * below, error);
  const upper = Math.hypot(factor * USUAL_HONESTY.widened * above, error);
  const miss = measured - haircut * stated;
  return -Math.log(lower + upper) - 0.5 * (miss / (miss < 0 ? lower : upper)) ** 2;
}
