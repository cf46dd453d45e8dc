import type { Metric } from "../kpi.ts";
import {
  binomialAtLeast,
  binomialAtMost,
  normalAtMost,
  poissonAtLeast,
  poissonAtMost,
} from "./distributions.ts";

/** What a test needs of a window; money in major units. */
export interface Sample {
  readonly spend: number;
  readonly impressions: number;
  readonly clicks: number;
  readonly conversions: number;
  readonly value: number;
}

/** What is asked of a sample, beside the limit. */
export interface Question {
  readonly metric: Metric;
  /** The side of the limit on which the metric would breach. */
  readonly side: "above" | "below";
  readonly sample: Sample;
  /** Coefficient of variation of the value per conversion; `ASSUMED_VALUE_CV` where it is not known. */
  readonly valueCv: number | undefined;
  /** The account's mean value per conversion, for ROAS where the sample has none of its own. */
  readonly valuePerConversion?: number | undefined;
}

/** Values as scattered as waiting times: the standard deviation is the mean. */
export const ASSUMED_VALUE_CV = 1;

/**
 * Probability of data as far on the breaching side as these, were the true metric exactly at the limit: small is strong
 * evidence. The limit is in the metric's own unit (major units, CTR 0.02) and above zero. Undefined for sums: they are
 * what they are, there is nothing to be unsure about. 1 where the data say nothing.
 *
 * - CPA, CPC, CPM: the events that the spend bought are a Poisson count, whose mean at the limit is spend ÷ limit. No
 *   conversion at all is evidence at 95 % from a spend of 3.0 limits on.
 * - ROAS: the value is a sum of a Poisson number of amounts with mean m, so its variance is E[N]·m²(1 + cv²). Counted
 *   in quanta q = m(1 + cv²), mean and variance are equal, and value ÷ q is tested as a Poisson count: the scaled
 *   Poisson distribution of Bohm & Zech, Nucl. Instrum. Methods A 748 (2014) 1. With cv = 0 this is the test of CPA
 *   against m ÷ limit.
 * - CTR, CVR: binomial counts of impressions and of clicks.
 * - AOV: a mean of n amounts, normal with standard deviation cv·m ÷ √n, m the larger of mean and limit.
 */
export function chanceAtLimit(input: Question & { readonly limit: number }): number | undefined {
  const { metric, side, limit, sample } = input;
  if (metric === "aov") return chanceOfMean(input);
  const counted = countOf(metric, sample, quantumOf(input, sample));
  if (counted === undefined) return undefined;
  if (!(limit > 0)) return 1;
  const { events, exposure, perEvent } = counted;
  const few = perEvent === (side === "above");
  if (metric === "ctr" || metric === "cvr") {
    return few ? binomialAtMost(events, exposure, limit) : binomialAtLeast(events, exposure, limit);
  }
  const mean = perEvent ? exposure / limit : exposure * limit;
  return few ? poissonAtMost(events, mean) : poissonAtLeast(events, mean);
}

/**
 * The same for a change against an earlier stretch: the limit is `factor` × the earlier metric (1.3: 30 % up, 0.7: 30 %
 * down), which is uncertain itself. Of two Poisson counts, given their sum, the later one is binomial, its chance being
 * its share of the exposure, tilted by the factor (Przyborowski & Wilenski, Biometrika 31 (1940) 313). Value is counted
 * in quanta as above. Clicks and conversions are taken as Poisson for CTR and CVR too, which overstates their variance
 * and so errs towards silence.
 */
export function chanceOfChange(
  input: Question & { readonly factor: number; readonly before: Sample },
): number | undefined {
  const { metric, side, factor, sample, before } = input;
  if (metric === "aov") return chanceOfMeanChange(input);
  const quantum = quantumOf(input, {
    conversions: sample.conversions + before.conversions,
    value: sample.value + before.value,
  });
  const now = countOf(metric, sample, quantum);
  const then = countOf(metric, before, quantum);
  if (now === undefined || then === undefined) return undefined;
  if (!(factor > 0) || now.exposure === 0 || then.exposure === 0) return 1;
  const few = now.perEvent === (side === "above");
  const weight = now.exposure * (now.perEvent ? 1 / factor : factor);
  const share = weight / (weight + then.exposure);
  const all = now.events + then.events;
  return few ? binomialAtMost(now.events, all, share) : binomialAtLeast(now.events, all, share);
}

/** A metric as a count of events over an exposure. */
interface Count {
  readonly events: number;
  readonly exposure: number;
  /** The metric is exposure per event (a price), so that few events are a high metric; else events per exposure. */
  readonly perEvent: boolean;
}

function countOf(
  metric: Exclude<Metric, "aov">,
  sample: Sample,
  quantum: number | undefined,
): Count | undefined {
  const { spend, impressions, clicks, conversions, value } = sample;
  switch (metric) {
    case "cpa":
      return count(conversions, spend, true);
    case "cpc":
      return count(clicks, spend, true);
    case "cpm":
      return count(impressions, 1000 * spend, true);
    case "ctr":
      return count(clicks, impressions, false);
    case "cvr":
      return count(conversions, clicks, false);
    case "roas":
      return quantum === undefined ? NOTHING : count(value / quantum, spend / quantum, false);
    default:
      return undefined;
  }
}

/** No event where none could be: every test calls it certain. */
const NOTHING: Count = { events: 0, exposure: 0, perEvent: false };

/** Corrections may leave a sum below zero; no count is. */
function count(events: number, exposure: number, perEvent: boolean): Count {
  return { events: Math.max(0, events), exposure: Math.max(0, exposure), perEvent };
}

/** The amount that one effective conversion stands for; undefined where nothing tells what a conversion is worth. */
function quantumOf(
  { valueCv = ASSUMED_VALUE_CV, valuePerConversion = 0 }: Question,
  { conversions, value }: Pick<Sample, "conversions" | "value">,
): number | undefined {
  const mean = conversions > 0 && value > 0 ? value / conversions : valuePerConversion;
  return mean > 0 ? mean * (1 + valueCv ** 2) : undefined;
}

function chanceOfMean({ side, limit, sample, valueCv }: Question & { limit: number }): number {
  if (!(sample.conversions > 0 && limit > 0)) return 1;
  const mean = sample.value / sample.conversions;
  const error = relativeError(valueCv, 1 / sample.conversions);
  return chanceOfGap(side === "above" ? mean - limit : limit - mean, {
    scale: Math.max(mean, limit),
    error,
  });
}

function chanceOfMeanChange(input: Question & { factor: number; before: Sample }): number {
  const { side, factor, sample, before, valueCv } = input;
  if (!(sample.conversions > 0 && before.conversions > 0 && factor > 0)) return 1;
  const mean = sample.value / sample.conversions;
  const limit = (factor * before.value) / before.conversions;
  const error = relativeError(valueCv, 1 / sample.conversions + 1 / before.conversions);
  return chanceOfGap(side === "above" ? mean - limit : limit - mean, {
    scale: Math.max(mean, limit),
    error,
  });
}

function relativeError(valueCv = ASSUMED_VALUE_CV, inverseCounts: number): number {
  return valueCv * Math.sqrt(inverseCounts);
}

/** `gap`: how far beyond the limit, towards the breach. */
function chanceOfGap(
  gap: number,
  noise: { readonly scale: number; readonly error: number },
): number {
  const deviation = noise.scale * noise.error;
  if (deviation > 0) return normalAtMost(-gap / deviation);
  return gap > 0 ? 0 : 1;
}
