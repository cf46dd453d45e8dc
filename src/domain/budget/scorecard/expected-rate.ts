import { sum } from "../at.ts";
import {
  broughtBy,
  type CampaignSpan,
  daysBefore,
  rateOf,
  type Reading,
  type SpanDay,
} from "./campaign-span.ts";
import { movedFromBefore, movedSince } from "./own-movement.ts";

/** What the plan had of a campaign whose budget was changed: value or conversions a day at the budget before. */
export interface SpanBasis {
  readonly before: number;
  readonly sd: number;
  /** Of the campaign's curve, where the plan says so. */
  readonly elasticity: number | undefined;
}

/** A campaign whose budget was changed. */
export interface TouchedSpan extends CampaignSpan {
  /** Undefined: the plan has kept nothing of it. */
  readonly basis: SpanBasis | undefined;
}

/** A day of a campaign had its budget stayed as it was, before demand moved. */
export interface ExpectedRate {
  readonly mean: number;
  readonly variance: number;
}

export interface ExpectedRateInput {
  readonly reading: Reading;
  readonly dispersion: number;
  /** The last day after the change that counts. */
  readonly last: number;
  /** Variance a day of what a campaign does on its own. */
  readonly drift: number;
  /** Days from the last one that the plan saw to the change. */
  readonly planAge: number;
}

/** Days at the budget before: whoever was changed lately rests so long before the next change. */
const REST_DAYS = 7;
const USUAL_ELASTICITY = 0.6;
const ELASTICITY_SD = 0.15;

/**
 * The mean rate of the 28 days before × (late spend/mean spend)^b: budgets that were changed inside these days are taken
 * to the last one by the plan's elasticity. Not the plan's own level: on simulated accounts that lies 2 to 3 % below
 * what comes, as much as a good shift brings, and would be called its gain. It stands in where fewer than 7 days of the
 * campaign are known.
 */
export function expectedRate(
  span: TouchedSpan,
  { reading, dispersion, last, drift, planAge }: ExpectedRateInput,
): ExpectedRate {
  const days = daysBefore(span);
  const { basis } = span;
  if (days.length < REST_DAYS && basis !== undefined) {
    const moved = basis.before ** 2 * movedSince(planAge, { last, drift });
    return { mean: basis.before, variance: basis.sd ** 2 + moved };
  }
  const brought = broughtBy(days, reading);
  const raised = logRaise(days);
  const mean = rateOf(brought) * Math.exp((basis?.elasticity ?? USUAL_ELASTICITY) * raised);
  const counted = brought.exposure > 0 ? (dispersion * mean) / brought.exposure : 0;
  const moved = movedFromBefore({ last, drift }) + (ELASTICITY_SD * raised) ** 2;
  return { mean, variance: counted + mean ** 2 * moved };
}

/** ln of spend on the last days over spend on all of them. */
function logRaise(days: readonly SpanDay[]): number {
  const late = meanSpend(days.filter(({ offset }) => offset >= -REST_DAYS));
  const all = meanSpend(days);
  return late > 0 && all > 0 ? Math.log(late / all) : 0;
}

function meanSpend(days: readonly SpanDay[]): number {
  return days.length === 0 ? 0 : sum(days.map(({ spend }) => spend)) / days.length;
}
