import quickselect from "quickselect";

import { type Day, type DayRange, daysFrom, daysIn } from "../day.ts";
import { majorUnits } from "../money.ts";
import type { CorrectedFigures, Ranged, Settled } from "../settled.ts";
import type { DailyTotals } from "../summary.ts";
import { type AccountLag, settledThrough } from "./account-lag.ts";
import type { LagCurve } from "./lag-curve.ts";

interface PeriodDays {
  readonly range: DayRange;
  /** The period's days that have numbers. */
  readonly daily: readonly DailyTotals[];
  /** The day on which the figures were last read: they are as old as that. */
  readonly readOn: Day;
}

/** Which days of a period are settled, and what its figures are likely to become. */
export function settledFigures(lag: AccountLag, { range, daily, readOn }: PeriodDays): Settled {
  const through = settledThrough(lag, readOn);
  const unsettledDays =
    range.to <= through ? 0 : Math.min(daysIn(range), daysFrom(through, range.to));
  const aged = daily.map((day): AgedDay => ({ ...amountsOf(day), age: daysFrom(day.day, readOn) }));
  const late = aged.filter(({ age }) => age > 0 && age < lag.settledAge);
  const corrected = unsettledDays > 0 && late.length > 0 ? correct(lag, aged) : undefined;
  const share = unsettledDays === 0 ? 1 : arrivedShare(lag.conversions, late);
  return { basis: lag.basis, through, unsettledDays, share, corrected };
}

interface AgedDay {
  readonly age: number;
  readonly spend: number;
  readonly conversions: number;
  readonly value: number;
}

function amountsOf(day: DailyTotals): Omit<AgedDay, "age"> {
  return {
    spend: majorUnits(day.spendMicros),
    conversions: day.conversions,
    value: majorUnits(day.valueMicros),
  };
}

/** Weighed by what the days will have; evenly where nothing has come in. */
function arrivedShare({ shares }: LagCurve, late: readonly AgedDay[]): number {
  if (late.length === 0) return 1;
  const now = sum(late, ({ conversions }) => conversions);
  if (now > 0) return now / sum(late, ({ age, conversions }) => conversions / shareAt(shares, age));
  return sum(late, ({ age }) => shareAt(shares, age)) / late.length;
}

function correct(lag: AccountLag, days: readonly AgedDay[]): CorrectedFigures | undefined {
  const spend = sum(days, (day) => day.spend);
  const count = sum(days, ({ conversions }) => conversions);
  const worth = sum(days, ({ value }) => value);
  if (count <= 0) return undefined;
  const conversions = filledUp(lag.conversions, {
    days: days.map(({ age, conversions: amount }) => ({ age, amount })),
    grain: 1,
  });
  const value =
    worth <= 0
      ? undefined
      : filledUp(lag.value, {
          days: days.map(({ age, value: amount }) => ({ age, amount })),
          grain: (1 + valueSpread(days, worth / count)) * (worth / count),
        });
  return {
    conversions,
    value,
    cpa: spend > 0 ? over(spend, conversions) : undefined,
    roas: value !== undefined && spend > 0 ? times(value, 1 / spend) : undefined,
  };
}

/** Weighs like so many days. */
const USUAL_SPREAD = { cvSquared: 1, days: 2 };

/**
 * How much the value of one conversion varies, as its squared coefficient of variation: by the days' distance from the
 * mean value, mixed with an exponential distribution's. The variance of a compound sum is by 1 + cv² that of a count.
 */
function valueSpread(days: readonly AgedDay[], mean: number): number {
  const some = days.filter(({ conversions }) => conversions > 0);
  const apart = sum(
    some,
    ({ conversions, value }) => (value - mean * conversions) ** 2 / (mean ** 2 * conversions),
  );
  const { cvSquared, days: weight } = USUAL_SPREAD;
  return (weight * cvSquared + apart) / (weight + Math.max(0, some.length - 1));
}

/** Standard deviations at the middles of eight equally likely parts of a normal distribution. */
const NORMALS = [-1.534, -0.887, -0.489, -0.157, 0.157, 0.489, 0.887, 1.534];
const TAIL = 0.1;

/**
 * The sum of the days once they have filled up: Σ amount / share, the day that is not over yet as it is. Its 80 %
 * interval holds what is still to come under each of the curve's draws: given c seen of a share s, a Poisson rate that
 * is itself known from c alone brings c(1−s)/s more with the variance (c + ½)(1−s)/s². `grain` is the variance of the
 * amount per unit of it: 1 for counts.
 */
function filledUp(
  curve: LagCurve,
  input: {
    readonly days: readonly { readonly age: number; readonly amount: number }[];
    readonly grain: number;
  },
): Ranged {
  const { days, grain } = input;
  const now = sum(days, ({ amount }) => amount);
  const figure = now + stillToCome(curve.shares, days, grain).mean;
  const outcomes: number[] = [];
  for (const shares of curve.draws) {
    const { mean, variance } = stillToCome(shares, days, grain);
    const sd = Math.sqrt(variance);
    for (const normal of NORMALS) outcomes.push(now + Math.max(0, mean + sd * normal));
  }
  // Two of many are wanted: to sort them all would take most of the time of a summary's arithmetic.
  const ranked = (share: number): number => {
    const place = Math.round(share * (outcomes.length - 1));
    quickselect(outcomes, place);
    return outcomes[place] ?? figure;
  };
  return { figure, low: Math.min(figure, ranked(TAIL)), high: Math.max(figure, ranked(1 - TAIL)) };
}

function stillToCome(
  shares: Float64Array,
  days: readonly { readonly age: number; readonly amount: number }[],
  grain: number,
): { mean: number; variance: number } {
  let mean = 0;
  let variance = 0;
  for (const { age, amount } of days) {
    const share = age > 0 ? shareAt(shares, age) : 1;
    const late = (1 - share) / share;
    mean += amount * late;
    variance += ((amount + grain / 2) * late) / share;
  }
  return { mean, variance: grain * variance };
}

/** The share that a day shows at an age in days; complete beyond the curve's end. */
function shareAt(shares: Float64Array, age: number): number {
  return shares[Math.max(0, age)] ?? 1;
}

function over(spend: number, { figure, low, high }: Ranged): Ranged {
  return { figure: spend / figure, low: spend / high, high: spend / low };
}

function times({ figure, low, high }: Ranged, factor: number): Ranged {
  return { figure: figure * factor, low: low * factor, high: high * factor };
}

function sum<T>(all: readonly T[], of: (one: T) => number): number {
  return all.reduce((total, one) => total + of(one), 0);
}
