import type { DayRange } from "../domain/day.ts";
import type { Db, Statement } from "./db.ts";

/** A campaign's conversions and value over its days with conversions; value in major units. */
export interface ValueSums {
  readonly accountId: number;
  readonly days: number;
  readonly conversions: number;
  readonly value: number;
  /** Σ value² / conversions over the days. */
  readonly valueSquaredPerConversion: number;
}

/** More campaigns would say nothing new of how much the value of a conversion varies. */
const MOST_CAMPAIGNS = 300;

const SUMS: Statement = {
  name: "value_sums",
  text: `with picked as (
      select campaign_id, account_id from (
          select c.campaign_id, c.account_id, row_number() over (partition by c.account_id order by c.campaign_id) as nth
            from campaigns c where c.workspace_id = $1 and c.account_id = any($2::int[])) c
       where nth <= ${MOST_CAMPAIGNS})
    select p.account_id, s.days, s.conversions, s.value, s.squares
      from picked p
      cross join lateral (
        select count(*)::int as days, sum(f.conversions) as conversions, sum(f.value_micros)::float8 / 1e6 as value,
               sum((f.value_micros / 1e6) ^ 2 / f.conversions)::float8 as squares
          from facts f
         where f.workspace_id = $1 and f.campaign_id = p.campaign_id and f.day between $3 and $4 and f.conversions > 0) s
     where s.days > 0`,
};

/** What the variation of the value per conversion is estimated from, a row a campaign. */
export async function valueSums(
  db: Db,
  input: DayRange & { readonly workspaceId: number; readonly accountIds: readonly number[] },
): Promise<ValueSums[]> {
  if (input.accountIds.length === 0) return [];
  const rows = await db.rows<{
    account_id: number;
    days: number;
    conversions: number;
    value: number;
    squares: number;
  }>(SUMS, [input.workspaceId, input.accountIds, input.from, input.to]);
  return rows.map(({ account_id, squares, ...sums }) => ({
    accountId: account_id,
    ...sums,
    valueSquaredPerConversion: squares,
  }));
}
