import { type Day, addDays, daysFrom } from "../../../src/domain/day.ts";
import { OLDEST_LAG_AGE } from "../../../src/domain/lag/account-lag.ts";
import type { LagCell } from "../../../src/domain/lag/lag-rows.ts";
import type { DailyTotals } from "../../../src/domain/summary.ts";
import { NO_TOTALS } from "../../../src/domain/totals.ts";
import { type Chance, chanceOf } from "../../bench/budget/chance.ts";

export const TODAY: Day = "2026-11-24";

/** A true lag: the share of a day's conversions that has arrived at an age. */
export type TrueLag = (age: number) => number;

/** Of what comes late a constant share comes each day. */
export function fallingLag({ late, fall }: { late: number; fall: number }): TrueLag {
  return (age) => (age < 0 ? 0 : 1 - late * fall ** age);
}

interface Account {
  readonly seed: number;
  readonly lag: TrueLag;
  /** Days of history, with a load each. */
  readonly days: number;
  /** Conversions of a day, on average; each is worth 20 to 80. */
  readonly perDay: number;
}

export interface SimulatedDay {
  readonly day: Day;
  /** The age at which each of its conversions came, and its worth. */
  readonly arrivals: readonly { readonly age: number; readonly worth: number }[];
}

/** The days of an account, newest last, each conversion with the age at which it comes. */
export function simulatedDays({ seed, lag, days, perDay }: Account): SimulatedDay[] {
  const random = chanceOf(seed);
  return Array.from({ length: days }, (_, index) => ({
    day: addDays(TODAY, index - days),
    arrivals: Array.from({ length: random.poisson(perDay) }, () => ({
      age: arrivalAge(random, lag),
      worth: Math.round(20 + 60 * random.uniform()),
    })),
  }));
}

function arrivalAge(random: Chance, lag: TrueLag): number {
  const place = random.uniform();
  let age = 0;
  while (age < 90 && lag(age) < place) age += 1;
  return age;
}

/** What a day shows at an age. */
export function shownAt({ arrivals }: SimulatedDay, age: number): { count: number; worth: number } {
  const here = arrivals.filter((one) => one.age <= age);
  return { count: here.length, worth: here.reduce((sum, { worth }) => sum + worth, 0) };
}

/** What daily loads, each of the last `OLDEST_LAG_AGE` days, have said of the days up to today. */
export function cellsOf(days: readonly SimulatedDay[], every = 1): LagCell[] {
  return days.flatMap((one) => {
    const newest = daysFrom(one.day, TODAY);
    return Array.from({ length: Math.min(newest, OLDEST_LAG_AGE) }, (_, index) => index + 1)
      .filter((age) => (newest - age) % every === 0)
      .map((ageDays) => {
        const { count, worth } = shownAt(one, ageDays);
        return { day: one.day, ageDays, conversions: count, value: worth };
      });
  });
}

/** The days as they stand today; the spend is 100 a day. */
export function shownToday(days: readonly SimulatedDay[]): DailyTotals[] {
  return days.map((one) => {
    const { count, worth } = shownAt(one, daysFrom(one.day, TODAY));
    return {
      ...NO_TOTALS,
      day: one.day,
      spendMicros: 100_000_000n,
      conversions: count,
      valueMicros: BigInt(worth) * 1_000_000n,
    };
  });
}
