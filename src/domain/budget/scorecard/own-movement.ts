import { sum } from "../at.ts";
import {
  BEFORE_DAYS,
  broughtBy,
  type CampaignSpan,
  daysAfter,
  daysBefore,
  rateOf,
  type Reading,
} from "./campaign-span.ts";

/** Variance a day of ln level's random walk that each campaign is believed to be on: 1 % a day. */
export const USUAL_DRIFT = 1e-4;
/** Campaigns that the belief counts for. */
const BELIEVED = 2;

/**
 * Variance of ln(mean level of the days 1 … `last`) less ln level `daysEarlier` days before the first, of a random walk
 * of variance `drift` a day. The mean of a random walk over n days differs from its start by n/3 steps' variance.
 */
export function movedSince(
  daysEarlier: number,
  { last, drift }: { readonly last: number; readonly drift: number },
): number {
  return drift * (Math.max(0, daysEarlier) + last / 3);
}

/** The same against the mean level of the 28 days before. */
export function movedFromBefore({
  last,
  drift,
}: {
  readonly last: number;
  readonly drift: number;
}): number {
  return drift * steps(last);
}

function steps(last: number): number {
  return (BEFORE_DAYS + last) / 3;
}

/**
 * How much campaigns of this account move on their own: the spread of ln(after/before) between campaigns left alone,
 * beyond what counting explains (DerSimonian & Laird 1986), each weighed by how well it is known, with the usual drift
 * as that of two more. Never below half the usual.
 */
export function driftOf(
  controls: readonly CampaignSpan[],
  {
    reading,
    dispersion,
    last,
  }: { readonly reading: Reading; readonly dispersion: number; readonly last: number },
): number {
  const usual = USUAL_DRIFT * steps(last);
  const ratios = controls.flatMap((span) => {
    const before = broughtBy(daysBefore(span), reading);
    const after = broughtBy(daysAfter(span, last), reading);
    if (before.total <= 0 || after.total <= 0) return [];
    const counted = dispersion / before.total + dispersion / after.total;
    return [
      {
        log: Math.log(rateOf(after) / rateOf(before)),
        counted,
        weight: usual / (usual + counted),
      },
    ];
  });
  if (ratios.length < 2) return USUAL_DRIFT;
  const known = sum(ratios.map(({ weight }) => weight));
  const mean = sum(ratios.map(({ weight, log }) => weight * log)) / known;
  // A mean taken from the same campaigns hides a part of their spread.
  const spread = ratios.length / (ratios.length - 1);
  const beyond = sum(
    ratios.map(({ weight, log, counted }) => weight * (spread * (log - mean) ** 2 - counted)),
  );
  const moved = (BELIEVED * usual + beyond) / (BELIEVED + known);
  return Math.max(0.5, moved / usual) * USUAL_DRIFT;
}
