import { Temporal } from "temporal-polyfill";

import { addDays, type Day, type DayRange, daysIn, isDay } from "./day.ts";
import { remember } from "./remember.ts";

/** A stretch of whole days as it was asked for. */
export interface Period extends DayRange {
  /** What the person typed: `7d`, `2026-10`, `2026-10-01..2026-10-31`. */
  readonly key: string;
  readonly days: number;
}

/** Days back that a period may reach; further is a slip of the keyboard. */
export const MAX_DAYS = 3660;

export const DEFAULT_PERIOD = "7d";

export const PERIOD_EXAMPLES =
  "today, yesterday, 7d, 14d, 30d, 90d, mtd, qtd, ytd, last_week, last_month, 2026-10 or 2026-10-01..2026-10-31";

const NAMED: Readonly<Record<string, (today: Temporal.PlainDate) => DayRange>> = {
  today: (today) => range(today, today),
  yesterday: (today) => range(today.subtract({ days: 1 }), today.subtract({ days: 1 })),
  mtd: (today) => range(today.with({ day: 1 }), today),
  qtd: (today) => range(firstOfQuarter(today), today),
  ytd: (today) => range(today.with({ month: 1, day: 1 }), today),
  last_week: (today) => {
    const monday = today.subtract({ days: today.dayOfWeek + 6 });
    return range(monday, monday.add({ days: 6 }));
  },
  last_month: (today) => monthOf(today.with({ day: 1 }).subtract({ months: 1 })),
};

/**
 * The days that a period's key means when it is `today` in the account's zone; undefined when the text is no period.
 * `Nd` is the last N complete days; `mtd`, `qtd` and `ytd` run to today; weeks begin on Monday.
 */
export function periodOf(text: string, today: Day): Period | undefined {
  const key = text.toLowerCase();
  // Most words that are asked about are a campaign's, of which there are too many to remember.
  if (!Object.hasOwn(NAMED, key) && !/^\d/.test(key)) return undefined;
  return key.length > LONGEST_KEY ? undefined : (periodAt(`${today} ${key}`) ?? undefined);
}

/** `2026-10-01..2026-10-31`: longer text is no period. */
const LONGEST_KEY = 22;

const periodAt = remember((dayAndKey: string): Period | null => {
  const space = dayAndKey.indexOf(" ");
  const key = dayAndKey.slice(space + 1);
  const found = rangeOf(key, Temporal.PlainDate.from(dayAndKey.slice(0, space)));
  if (found === undefined || found.from > found.to) return null;
  const days = daysIn(found);
  return days > MAX_DAYS ? null : { ...found, key, days };
});

/** True for text that is meant as a period, whatever day it is. */
export function isPeriodText(text: string): boolean {
  return periodOf(text, "2026-06-15") !== undefined;
}

/** A period named by its two ends. */
export function periodBetween(from: Day, to: Day): Period {
  return { from, to, days: daysIn({ from, to }), key: `${from}..${to}` };
}

function rangeOf(key: string, today: Temporal.PlainDate): DayRange | undefined {
  const named = Object.hasOwn(NAMED, key) ? NAMED[key] : undefined;
  if (named !== undefined) return named(today);
  const days = /^([1-9]\d{0,3})d$/.exec(key);
  if (days !== null) return lastDays(today.toString(), Number(days[1]));
  if (isDay(`${key}-01`)) return monthOf(Temporal.PlainDate.from(`${key}-01`));
  const [from = "", to = from, ...rest] = key.split("..");
  return rest.length === 0 && isDay(from) && isDay(to) ? { from, to } : undefined;
}

/** The last complete days before `today`. */
function lastDays(today: Day, days: number): DayRange {
  return { from: addDays(today, -days), to: addDays(today, -1) };
}

function monthOf(first: Temporal.PlainDate): DayRange {
  return range(first, first.with({ day: first.daysInMonth }));
}

function firstOfQuarter(today: Temporal.PlainDate): Temporal.PlainDate {
  return today.with({ month: today.month - ((today.month - 1) % 3), day: 1 });
}

function range(from: Temporal.PlainDate, to: Temporal.PlainDate): DayRange {
  return { from: from.toString(), to: to.toString() };
}
