import type { Day } from "../domain/day.ts";
import type { DailyTotals } from "../domain/summary.ts";
import type { Totals } from "../domain/totals.ts";

/** Sums of facts by day, as they pass. */
export interface DaySums {
  add(fact: Totals & { readonly day: Day }): void;
  /** Each day's sums, oldest first. */
  days(): DailyTotals[];
}

type Sums = { -readonly [Key in keyof DailyTotals]: DailyTotals[Key] };

export function daySums(): DaySums {
  const byDay = new Map<Day, Sums>();
  let last: Sums | undefined;

  function sumsOf(day: Day): Sums {
    const known = byDay.get(day);
    if (known !== undefined) return known;
    const sums = {
      day,
      spendMicros: 0n,
      impressions: 0,
      clicks: 0,
      conversions: 0,
      valueMicros: 0n,
    };
    byDay.set(day, sums);
    return sums;
  }

  return {
    add(fact) {
      const sums = last?.day === fact.day ? last : sumsOf(fact.day);
      last = sums;
      sums.spendMicros += fact.spendMicros;
      sums.impressions += fact.impressions;
      sums.clicks += fact.clicks;
      sums.conversions += fact.conversions;
      sums.valueMicros += fact.valueMicros;
    },
    days: () => [...byDay.values()].toSorted((a, b) => (a.day < b.day ? -1 : 1)),
  };
}
