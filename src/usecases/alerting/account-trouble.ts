import type { Account } from "../../db/accounts.ts";
import { expectedLagDays } from "../../domain/alerting/expected-lag.ts";
import { addDays, type Day, dayAt } from "../../domain/day.ts";
import type { AccountCalendar } from "./account-calendar.ts";

/** The newest numbers are older than the account's loads let expect. `loads`: instants of its last ones. */
export function isStale(newest: Day, today: Day, loads: readonly number[]): boolean {
  return newest < addDays(today, -expectedLagDays(loads));
}

/** The last day up to `yesterday` that was over when the account was last loaded. */
export function lastComplete(
  { loadedAt, timeZone }: Pick<Account, "loadedAt" | "timeZone">,
  yesterday: Day,
): Day {
  if (loadedAt === null) return yesterday;
  const beforeLoad = addDays(dayAt(loadedAt.getTime(), timeZone), -1);
  return beforeLoad < yesterday ? beforeLoad : yesterday;
}

/** The first of the dark days that end with `newest`; undefined while that one has conversions. */
export async function darkSince(calendar: AccountCalendar, newest: Day): Promise<Day | undefined> {
  const dark = await calendar.darkUpTo(newest);
  if (!dark.has(newest)) return undefined;
  let first = newest;
  while (dark.has(addDays(first, -1))) first = addDays(first, -1);
  return first;
}
