import { sum } from "../at.ts";
import { Z80, Z90 } from "../normal-quantiles.ts";
import type { Goal } from "../portfolio.ts";
import { type Brought, broughtBy, type CampaignSpan, daysAfter, rateOf } from "./campaign-span.ts";
import { comparableControls } from "./comparable-controls.ts";
import { type ControlFactor, controlFactor } from "./control-factor.ts";
import { type ExpectedRate, expectedRate, type TouchedSpan } from "./expected-rate.ts";
import type { Scorecard, ScorecardDay, ScorecardVerdict } from "./scorecard.ts";
import { spanDispersion } from "./span-dispersion.ts";
import { spanWeekdays } from "./span-weekdays.ts";

export interface ScorecardInput {
  readonly day: ScorecardDay;
  readonly goal: Goal;
  readonly touched: readonly TouchedSpan[];
  /** Campaigns of the same currency and goal, running, at one budget over the whole span. */
  readonly controls: readonly CampaignSpan[];
  /** The last day that counts: `day`, or the one before a touched campaign was changed again; 0 where none does. */
  readonly last: number;
  /** Days from the last one that the plan saw to the change. */
  readonly planAge: number;
  /** Stated gain a day. */
  readonly promised: number;
}

/**
 * What a shift brought: actual − counterfactual a day, on an average weekday, of days that half has arrived of and scaled
 * up; the counterfactual is what was to be expected at the budgets before × what demand did to the controls. Its standard
 * error adds, by the delta method, the variance of the counts after and before, of the elasticity that takes one budget
 * to another, of the campaigns' own movement and of the control factor. "Better" and "worse" ask for a 90 % interval beside zero: one time in ten noise says so.
 */
export function judgeScorecard(input: ScorecardInput): Scorecard {
  const { day, touched, last, promised } = input;
  const controls = comparableControls(input.controls, touched, last);
  const maturedDays = maturedOf(touched, last);
  const measure = maturedDays === 0 ? undefined : measureOf({ ...input, controls });
  const early = last > 0 && maturedDays < last / 2;
  return {
    day,
    promised,
    maturedDays,
    controls: controls.length,
    verdict: verdictOf(measure, { early, day }),
    measured: measure === undefined ? undefined : measuredOf(measure),
  };
}

interface Measure {
  readonly actual: number;
  readonly counterfactual: number;
  readonly error: number;
}

function measuredOf({ actual, counterfactual, error }: Measure): Scorecard["measured"] {
  const gain = actual - counterfactual;
  return { gain, low: gain - Z80 * error, high: gain + Z80 * error, counterfactual, actual };
}

function verdictOf(
  measure: Measure | undefined,
  { early, day }: { readonly early: boolean; readonly day: ScorecardDay },
): ScorecardVerdict {
  if (early) return "too-early";
  if (measure === undefined) return "too-noisy";
  const gain = measure.actual - measure.counterfactual;
  if (Math.abs(gain) > Z90 * measure.error) return gain > 0 ? "better" : "worse";
  return day === 7 ? "too-early" : "too-noisy";
}

/** Days after the change that enough has arrived of in every account. */
function maturedOf(touched: readonly CampaignSpan[], last: number): number {
  const usable = touched.map((span) => new Set(daysAfter(span, last).map(({ offset }) => offset)));
  const [first, ...others] = usable;
  return [...(first ?? [])].filter((offset) => others.every((one) => one.has(offset))).length;
}

/** Undefined where neither the plan nor the days before say what to expect. */
function measureOf({
  touched,
  controls,
  goal,
  last,
  planAge,
}: ScorecardInput): Measure | undefined {
  const reading = { goal, weekdays: spanWeekdays([...touched, ...controls]) };
  const dispersion = spanDispersion(touched, reading);
  if (dispersion === undefined) return undefined;
  const control = controlFactor(controls, { reading, last });
  const { drift } = control;
  const campaigns = touched.map((span) => ({
    after: broughtBy(daysAfter(span, last), reading),
    expected: expectedRate(span, { reading, dispersion, last, drift, planAge }),
  }));
  const actual = sum(campaigns.map(({ after }) => rateOf(after)));
  const expected = sum(campaigns.map((one) => one.expected.mean));
  const counterfactual = control.factor * expected;
  const variance =
    countVariance(campaigns, { control, dispersion }) +
    control.factor ** 2 * sum(campaigns.map((one) => one.expected.variance)) +
    counterfactual ** 2 * control.variance;
  return { actual, counterfactual, error: Math.sqrt(variance) };
}

/** Of the actual; where less came than was expected, as if what was expected had come: a lean spell is no certainty. */
function countVariance(
  campaigns: readonly { readonly after: Brought; readonly expected: ExpectedRate }[],
  { control, dispersion }: { readonly control: ControlFactor; readonly dispersion: number },
): number {
  return sum(
    campaigns.map(({ after, expected }) => {
      const rate = Math.max(rateOf(after), control.factor * expected.mean);
      return after.exposure > 0 ? (dispersion * rate) / after.exposure : 0;
    }),
  );
}
