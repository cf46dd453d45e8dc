import { dailyTotalsOf } from "../../db/daily-totals.ts";
import type { Db } from "../../db/db.ts";
import { darkFault } from "../../domain/budget/model/data-faults.ts";
import type { Silence } from "../../domain/budget/plan/suggestion.ts";
import { addDays, type Day, dayAt } from "../../domain/day.ts";
import type { DailyTotals } from "../../domain/summary.ts";
import { sumTotals } from "../../domain/totals.ts";
import { type AccountInState, accountStates } from "../account-states.ts";
import type { Scope } from "../scope.ts";

/** The accounts whose budgets one plan shifts, and the days that it looks at. */
export interface PlanAccounts {
  readonly asOf: Day;
  readonly currency: string;
  /** Every account, those of other currencies too. */
  readonly all: readonly AccountInState[];
  /** Accounts of the currency whose numbers can be built on. */
  readonly sound: readonly AccountInState[];
  /** What keeps all of the currency's accounts from being judged; undefined while there is a sound one. */
  readonly silence: Silence | undefined;
}

/** Days of the past that a suggestion is made from. */
export const PAST_DAYS = 180;
const LATE_DAYS = 28;
const LAST_RESORT = "USD";

/**
 * One currency to a plan: amounts of two cannot be weighed against each other. It is the one with the largest figure of
 * spend in the last four weeks of accounts that can be judged, as an overview puts it first; the plan ends on the last
 * day that all of these accounts have.
 */
export async function planAccounts(
  db: Db,
  scope: Scope,
  asked: Day | undefined,
): Promise<PlanAccounts> {
  const all = await accountStates(db, scope, asked);
  const newest = all.flatMap(({ state }) => state.newest ?? []).toSorted();
  const last = newest.at(-1) ?? asked ?? addDays(dayAt(scope.now, scope.zone), -1);
  const days = await daysByAccount(db, scope, { all, last });
  const ofSound = all.filter(({ state }) => state.kind === "sound");
  const currency =
    largestCurrency(ofSound, days, addDays(last, 1 - LATE_DAYS)) ??
    largestCurrency(all, days, addDays(last, 1 - PAST_DAYS)) ??
    all[0]?.account.currency ??
    LAST_RESORT;
  const sound = ofSound.filter(({ account }) => account.currency === currency);
  const asOf = sound.flatMap(({ state }) => state.newest ?? []).toSorted()[0];
  if (asOf !== undefined) return { asOf, currency, all, sound, silence: undefined };
  const troubled = all.filter(({ account }) => account.currency === currency);
  return { asOf: asked ?? last, currency, all, sound, silence: silenceOf(troubled, days) };
}

type AccountDays = ReadonlyMap<number, readonly DailyTotals[]>;

async function daysByAccount(
  db: Db,
  { workspaceId }: Scope,
  { all, last }: { readonly all: readonly AccountInState[]; readonly last: Day },
): Promise<AccountDays> {
  const rows = await dailyTotalsOf(db, {
    workspaceId,
    accountIds: all.map(({ account }) => account.accountId),
    from: addDays(last, 1 - PAST_DAYS),
    to: last,
  });
  const days = new Map<number, DailyTotals[]>();
  for (const { accountId, ...day } of rows) {
    const list = days.get(accountId) ?? [];
    list.push(day);
    days.set(accountId, list);
  }
  return days;
}

/** Undefined where nothing has been spent. */
function largestCurrency(
  accounts: readonly AccountInState[],
  days: AccountDays,
  from: Day,
): string | undefined {
  const spend = new Map<string, bigint>();
  for (const { account } of accounts) {
    const late = (days.get(account.accountId) ?? []).filter(({ day }) => day >= from);
    const { spendMicros } = sumTotals(late);
    if (spendMicros > 0n) {
      spend.set(account.currency, (spend.get(account.currency) ?? 0n) + spendMicros);
    }
  }
  const [largest] = [...spend].toSorted(([a, one], [b, other]) =>
    one === other ? (a < b ? -1 : 1) : one > other ? -1 : 1,
  );
  return largest?.[0];
}

/** Broken tracking is the graver word: it says that something is wrong, not only that something is missing. */
function silenceOf(accounts: readonly AccountInState[], days: AccountDays): Silence {
  for (const { account, state } of accounts) {
    if (state.kind !== "dark") continue;
    const daily = (days.get(account.accountId) ?? []).filter(({ day }) => day <= state.newest);
    return darkFault(daily, state.since);
  }
  const newest = accounts.flatMap(({ state }) => state.newest ?? []).toSorted();
  return { kind: "data-unsettled", newest: newest.at(-1) };
}
