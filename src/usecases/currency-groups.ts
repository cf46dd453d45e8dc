import { type Account, listAccounts } from "../db/accounts.ts";
import type { Db } from "../db/db.ts";
import { dayAt } from "../domain/day.ts";
import { periodFault } from "../domain/period-fault.ts";
import { type Period, PERIOD_EXAMPLES, periodOf } from "../domain/period.ts";
import { Invalid } from "./errors.ts";
import type { Scope } from "./scope.ts";

/** An account with the days that the period means there. */
export interface AccountPeriod {
  readonly account: Account;
  readonly period: Period;
}

/** The accounts by currency, each with the period as its own zone cuts it. */
export async function currencyGroups(
  db: Db,
  scope: Scope,
  period: string,
): Promise<AccountPeriod[][]> {
  const groups = new Map<string, AccountPeriod[]>();
  for (const account of await listAccounts(db, scope.workspaceId)) {
    const cut = periodOf(period, dayAt(scope.now, account.timeZone));
    if (cut === undefined) throw new Invalid(noPeriod(period));
    const group = groups.get(account.currency) ?? [];
    group.push({ account, period: cut });
    groups.set(account.currency, group);
  }
  return [...groups.values()];
}

/** The sentence that refuses a text that is no period. */
export function noPeriod(text: string): string {
  const fault = periodFault(text);
  const why = fault === undefined ? "" : `: ${fault}`;
  return `"${text}" is not a period${why}. Say it as one of: ${PERIOD_EXAMPLES}.`;
}
