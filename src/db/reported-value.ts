import type { Day } from "../domain/day.ts";
import type { Db, Statement } from "./db.ts";

interface Asked {
  readonly workspaceId: number;
  readonly upTo: Day;
}

/** Conversions first: to ask both of every campaign takes three times as long. */
const CONVERTING: Statement = {
  name: "converting_without_value",
  text: `select u.campaign_id from unnest($2::int[]) u (campaign_id)
    where exists (select 1 from facts f where f.workspace_id = $1 and f.campaign_id = u.campaign_id
                     and f.day <= $3 and f.conversions > 0)
      and not exists (select 1 from facts f where f.workspace_id = $1 and f.campaign_id = u.campaign_id
                         and f.day <= $3 and f.value_micros <> 0)`,
};

/** Those of the campaigns that have had conversions up to a day, and never any value. */
export async function convertingWithoutValue(
  db: Db,
  { workspaceId, campaignIds, upTo }: Asked & { readonly campaignIds: readonly number[] },
): Promise<number[]> {
  if (campaignIds.length === 0) return [];
  const rows = await db.rows<{ campaign_id: number }>(CONVERTING, [workspaceId, campaignIds, upTo]);
  return rows.map((row) => row.campaign_id);
}

const ACCOUNTS: Statement = {
  name: "accounts_with_value",
  text: `select u.account_id from unnest($2::int[]) u (account_id)
    where exists (select 1 from daily_totals d where d.workspace_id = $1 and d.account_id = u.account_id
                     and d.day <= $3 and d.value_micros <> 0)`,
};

/** Those of the accounts that have ever reported value, up to a day. */
export async function accountsWithValue(
  db: Db,
  { workspaceId, accountIds, upTo }: Asked & { readonly accountIds: readonly number[] },
): Promise<Set<number>> {
  if (accountIds.length === 0) return new Set();
  const rows = await db.rows<{ account_id: number }>(ACCOUNTS, [workspaceId, accountIds, upTo]);
  return new Set(rows.map((row) => row.account_id));
}
