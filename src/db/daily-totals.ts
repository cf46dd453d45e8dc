import type { DayRange } from "../domain/day.ts";
import type { DailyTotals } from "../domain/summary.ts";
import { roundConversions } from "../domain/totals.ts";
import type { Db, Statement } from "./db.ts";
import { sumColumns, TOTALS_COLUMNS, totalsFrom, type TotalsRow } from "./totals-row.ts";

const DROP: Statement = {
  name: "drop_daily_totals",
  text: `delete from daily_totals where workspace_id = $1 and account_id = $2 and day between $3 and $4`,
};

const IDS: Statement = {
  name: "campaign_ids_of_account",
  text: "select campaign_id from campaigns where workspace_id = $1 and account_id = $2",
};

/**
 * The campaigns come as an array, not as a join: in the transaction that fills these tables the planner knows nothing
 * of their sizes, and a join in the wrong order takes minutes. A read of its own, not part of the insert: the server
 * shares only a read among its workers.
 */
const ADD_UP: Statement = {
  name: "add_up_days",
  text: `select f.day, ${sumColumns("f")}
      from facts f
     where f.workspace_id = $1 and f.campaign_id = any($4::int[]) and f.day between $2 and $3
     group by f.day`,
};

const STORE: Statement = {
  name: "store_daily_totals",
  text: `insert into daily_totals (workspace_id, account_id, day, ${TOTALS_COLUMNS})
    select $1::int, $2::int, u.*
      from unnest($3::date[], $4::bigint[], $5::bigint[], $6::bigint[], $7::float8[], $8::bigint[]) u`,
};

const READ: Statement = {
  name: "read_daily_totals",
  text: `select account_id, day, ${TOTALS_COLUMNS} from daily_totals
    where workspace_id = $1 and account_id = any($2::int[]) and day between $3 and $4 order by day`,
};

type AccountDays = DayRange & { readonly workspaceId: number; readonly accountId: number };

/** Adds an account's facts of some days up anew; call it in the transaction that changed them. */
export async function rebuildDailyTotals(db: Db, input: AccountDays): Promise<void> {
  const { workspaceId, accountId, from, to } = input;
  const campaigns = await db.rows<{ campaign_id: number }>(IDS, [workspaceId, accountId]);
  const ids = campaigns.map((row) => row.campaign_id);
  const rows = await db.rows<TotalsRow & { day: string }>(ADD_UP, [workspaceId, from, to, ids]);
  const days = rows.map((row) => ({ day: row.day, ...totalsFrom(row) }));
  await storeDailyTotals(db, { ...input, days });
}

/** The same where the sums are known: `days` has all that the account's facts of the range come to. */
export async function storeDailyTotals(
  db: Db,
  input: AccountDays & { readonly days: readonly DailyTotals[] },
): Promise<void> {
  const { workspaceId, accountId, from, to, days } = input;
  await db.rows(DROP, [workspaceId, accountId, from, to]);
  await db.rows(STORE, [
    workspaceId,
    accountId,
    days.map(({ day }) => day),
    days.map(({ spendMicros }) => spendMicros),
    days.map(({ impressions }) => impressions),
    days.map(({ clicks }) => clicks),
    days.map(({ conversions }) => roundConversions(conversions)),
    days.map(({ valueMicros }) => valueMicros),
  ]);
}

export interface AccountDay extends DailyTotals {
  readonly accountId: number;
}

/** Each account's sums by day, oldest first; days without facts are absent. */
export async function dailyTotalsOf(
  db: Db,
  input: DayRange & { readonly workspaceId: number; readonly accountIds: readonly number[] },
): Promise<AccountDay[]> {
  const rows = await db.rows<TotalsRow & { account_id: number; day: string }>(READ, [
    input.workspaceId,
    input.accountIds,
    input.from,
    input.to,
  ]);
  return rows.map((row) => ({ accountId: row.account_id, day: row.day, ...totalsFrom(row) }));
}
