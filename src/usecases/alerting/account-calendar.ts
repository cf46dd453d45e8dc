import type { Account } from "../../db/accounts.ts";
import { dailyTotalsOf } from "../../db/daily-totals.ts";
import type { Db } from "../../db/db.ts";
import { convertingCampaigns } from "../../db/present-days.ts";
import { darkDays } from "../../domain/alerting/dark-days.ts";
import { addDays, type Day, type DayRange } from "../../domain/day.ts";
import type { DailyTotals } from "../../domain/summary.ts";
import { settledThrough } from "../settled-through.ts";

/** What an account's days look like as a whole: which of them have numbers, and on which its tracking was dark. */
export interface AccountCalendar {
  readonly account: Account;
  has(day: Day): boolean;
  /** The newest day with numbers up to `day`. */
  lastDayUpTo(day: Day): Day | undefined;
  /** The last day that was settled at an instant (milliseconds since 1970); undefined where the lag is not known. */
  settledThrough(at: number): Promise<Day | undefined>;
  /** Days without any conversion where some were to be expected, judged by the days up to `day` alone. */
  darkUpTo(day: Day): Promise<ReadonlySet<Day>>;
}

/** Days before those that are looked at from which is told what is usual. */
const USUAL_FROM_DAYS = 120;

/** "Everywhere" takes more than one campaign: of a single one nobody can tell what is broken. */
const CONVERTING_AT_LEAST = 2;
const CONVERTING_WITHIN_DAYS = 28;

/** The calendars of accounts for evaluations that look at the days of `range`. */
export async function accountCalendars(
  db: Db,
  input: {
    readonly workspaceId: number;
    readonly accounts: readonly Account[];
    readonly range: DayRange;
  },
): Promise<Map<number, AccountCalendar>> {
  const { workspaceId, accounts, range } = input;
  const rows = await dailyTotalsOf(db, {
    workspaceId,
    accountIds: accounts.map(({ accountId }) => accountId),
    from: addDays(range.from, -USUAL_FROM_DAYS),
    to: range.to,
  });
  const byAccount = new Map<number, DailyTotals[]>(
    accounts.map(({ accountId }) => [accountId, []]),
  );
  for (const { accountId, ...day } of rows) byAccount.get(accountId)?.push(day);
  return new Map(
    accounts.map((account) => [
      account.accountId,
      calendarOf(db, account, byAccount.get(account.accountId) ?? []),
    ]),
  );
}

function calendarOf(db: Db, account: Account, daily: readonly DailyTotals[]): AccountCalendar {
  const known = new Set(daily.map(({ day }) => day));
  const dark = new Map<Day, Promise<ReadonlySet<Day>>>();
  const convertedBefore = remembered((first: Day) => didConvert(db, account, first));
  return {
    account,
    has: (day) => known.has(day),
    settledThrough: (at) => settledThrough(db, account, at),
    lastDayUpTo: (limit) => daily.findLast(({ day }) => day <= limit)?.day,
    darkUpTo(limit) {
      const found = dark.get(limit) ?? everywhereDark(upTo(daily, limit), convertedBefore);
      dark.set(limit, found);
      return found;
    },
  };
}

/** Each stretch of dark days counts where several campaigns had conversions before it. */
async function everywhereDark(
  daily: readonly DailyTotals[],
  convertedBefore: (first: Day) => Promise<boolean>,
): Promise<ReadonlySet<Day>> {
  const dark = darkDays(daily);
  const everywhere = new Set<Day>();
  let counts = false;
  for (const [index, { day }] of daily.entries()) {
    if (!dark.has(day)) continue;
    if (!dark.has(daily[index - 1]?.day ?? "")) counts = await convertedBefore(day);
    if (counts) everywhere.add(day);
  }
  return everywhere;
}

async function didConvert(
  db: Db,
  { workspaceId, accountId }: Account,
  first: Day,
): Promise<boolean> {
  const converting = await convertingCampaigns(db, {
    workspaceId,
    accountIds: [accountId],
    from: addDays(first, -CONVERTING_WITHIN_DAYS),
    to: addDays(first, -1),
  });
  return (converting.get(accountId) ?? 0) >= CONVERTING_AT_LEAST;
}

function remembered(find: (day: Day) => Promise<boolean>): (day: Day) => Promise<boolean> {
  const known = new Map<Day, Promise<boolean>>();
  return (day) => {
    const found = known.get(day) ?? find(day);
    known.set(day, found);
    return found;
  };
}

function upTo(daily: readonly DailyTotals[], limit: Day): readonly DailyTotals[] {
  return daily.filter(({ day }) => day <= limit);
}
