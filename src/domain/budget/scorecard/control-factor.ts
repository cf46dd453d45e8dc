import { sum } from "../at.ts";
import { broughtBy, type CampaignSpan, daysAfter, daysBefore, rateOf } from "./campaign-span.ts";
import type { Reading } from "./campaign-span.ts";
import { driftOf, movedFromBefore, USUAL_DRIFT } from "./own-movement.ts";
import { spanDispersion } from "./span-dispersion.ts";

/** sd of ln demand between four weeks and the days after them, before any campaign is looked at. */
const DEMAND_SD = 0.1;

/** What demand was after the change, relative to before it. */
export interface ControlFactor {
  readonly factor: number;
  /** Of its logarithm. */
  readonly variance: number;
  /** Variance a day of what each campaign does on its own. */
  readonly drift: number;
}

/**
 * Difference in differences on the log scale: ln R = ln(after/before) of campaigns left alone has the variance
 * D(1/Σbefore + 1/Σafter) of over-dispersed sums and that of each one's own movement; with a prior N(0, .1²) of what
 * demand does, the posterior mean is R shrunk towards 1 by its precision. Without controls demand is unknown so far.
 */
export function controlFactor(
  controls: readonly CampaignSpan[],
  { reading, last }: { readonly reading: Reading; readonly last: number },
): ControlFactor {
  const prior = DEMAND_SD ** 2;
  const dispersion = spanDispersion(controls, reading);
  const before = controls.map((span) => broughtBy(daysBefore(span), reading));
  const after = controls.map((span) => broughtBy(daysAfter(span, last), reading));
  const rateBefore = sum(before.map(rateOf));
  const rateAfter = sum(after.map(rateOf));
  if (dispersion === undefined || rateBefore <= 0 || rateAfter <= 0) {
    return { factor: 1, variance: prior, drift: USUAL_DRIFT };
  }
  const drift = driftOf(controls, { reading, dispersion, last });
  const own =
    sum(before.map((one) => (rateOf(one) / rateBefore) ** 2)) * movedFromBefore({ last, drift });
  const counted =
    dispersion / sum(before.map(({ total }) => total)) +
    dispersion / sum(after.map(({ total }) => total));
  const trusted = prior / (prior + counted + own);
  return {
    factor: Math.exp(trusted * Math.log(rateAfter / rateBefore)),
    variance: trusted * (counted + own),
    drift,
  };
}
