import type { DayRange } from "../domain/day.ts";
import type { DailyTotals } from "../domain/summary.ts";
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
 * of their sizes, and a join in the wrong order takes minutes.
 */
const REBUILD: Statement = {
  name: "rebuild_daily_totals",
  text: `insert into daily_totals (workspace_id, account_id, day, ${TOTALS_COLUMNS})
    select $1::int, $2::int, f.day, ${sumColumns("f")}
      from facts f
     where f.workspace_id = $1 and f.campaign_id = any($5::int[]) and f.day between $3 and $4
     group by f.day`,
};

const READ: Statement = {
  name: "read_daily_totals",
  text: `select account_id, day, ${TOTALS_COLUMNS} from daily_totals
    where workspace_id = $1 and account_id = any($2::int[]) and day between $3 and $4 order by day`,
};

/** Adds an account's facts of some days up anew; call it in the transaction that changed them. */
export async function rebuildDailyTotals(
  db: Db,
  input: DayRange & { readonly workspaceId: number; readonly accountId: number },
): Promise<void> {
  const values = [input.workspaceId, input.accountId, input.from, input.to];
  await db.rows(DROP, values);
  const ids = await db.rows<{ campaign_id: number }>(IDS, [input.workspaceId, input.accountId]);
  await db.rows(REBUILD, [...values, ids.map((row) => row.campaign_id)]);
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
