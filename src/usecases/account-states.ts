import { type Account, listAccounts } from "../db/accounts.ts";
import type { Db } from "../db/db.ts";
import { recentLoads } from "../db/loads.ts";
import { addDays, type Day, dayAt } from "../domain/day.ts";
import { type AccountCalendar, accountCalendars } from "./alerting/account-calendar.ts";
import { darkSince, isStale, lastComplete } from "./alerting/account-trouble.ts";
import type { Scope } from "./scope.ts";

/** Whether an account's numbers can be built on. */
export type AccountState =
  | { readonly kind: "sound"; readonly newest: Day }
  | { readonly kind: "stale"; readonly newest: Day | undefined }
  | { readonly kind: "dark"; readonly newest: Day; readonly since: Day };

export interface AccountInState {
  readonly account: Account;
  /** `newest`: the newest complete day with numbers, up to the day that was asked for. */
  readonly state: AccountState;
}

/**
 * All accounts as they stand today or, with `asOf`, as they stood at the end of that day. A day is complete once a load
 * has been made after it.
 */
export async function accountStates(
  db: Db,
  { workspaceId, now }: Scope,
  asOf?: Day,
): Promise<AccountInState[]> {
  const accounts = await listAccounts(db, workspaceId);
  const yesterdays = accounts.map(({ timeZone }) => asOf ?? addDays(dayAt(now, timeZone), -1));
  const [from = "1970-01-01"] = yesterdays.toSorted();
  const to = yesterdays.toSorted().at(-1) ?? from;
  const calendars = await accountCalendars(db, { workspaceId, accounts, range: { from, to } });
  const accountIds = accounts.map(({ accountId }) => accountId);
  const loads = await recentLoads(db, { workspaceId, accountIds });
  const found: AccountInState[] = [];
  for (const [index, account] of accounts.entries()) {
    const calendar = calendars.get(account.accountId);
    const yesterday = yesterdays[index] ?? to;
    if (calendar === undefined) continue;
    const newest = calendar.lastDayUpTo(asOf ?? lastComplete(account, yesterday));
    const stale =
      newest === undefined ||
      isStale(newest, addDays(yesterday, 1), loads.get(account.accountId) ?? []);
    found.push({
      account,
      state: stale ? { kind: "stale", newest } : await tracked(calendar, newest),
    });
  }
  return found;
}

async function tracked(calendar: AccountCalendar, newest: Day): Promise<AccountState> {
  const since = await darkSince(calendar, newest);
  return since === undefined ? { kind: "sound", newest } : { kind: "dark", newest, since };
}
