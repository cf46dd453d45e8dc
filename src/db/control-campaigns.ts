import type { DayRange } from "../domain/day.ts";
import type { Db, Statement } from "./db.ts";

const CONTROLS: Statement = {
  heavy: true,
  name: "control_campaigns",
  text: `select c.campaign_id, c.account_id, sum(f.spend_micros) as spend
      from campaigns c
      join accounts a on a.workspace_id = c.workspace_id and a.account_id = c.account_id
      join facts f on f.workspace_id = c.workspace_id and f.campaign_id = c.campaign_id and f.day between $4 and $5
     where c.workspace_id = $1 and a.currency = $2 and c.campaign_id <> all($3::int[])
       and c.status in ('active', 'unknown') and c.daily_budget_micros > 0
       and not exists (
         select 1 from budget_history h
          where h.workspace_id = c.workspace_id and h.campaign_id = c.campaign_id and h.day > $4 and h.day <= $5
            and exists (
              select 1 from budget_history e
               where e.workspace_id = h.workspace_id and e.campaign_id = h.campaign_id and e.day < h.day
                 and e.budget_micros <> h.budget_micros))
     group by c.campaign_id, c.account_id
    having sum(f.spend_micros) > 0
     order by spend desc, c.campaign_id limit $6`,
};

/** Running campaigns of a currency whose budgets are known and were left alone all through a range, by spend. */
export async function controlCampaigns(
  db: Db,
  input: DayRange & {
    readonly workspaceId: number;
    readonly currency: string;
    /** Campaigns that were not left alone. */
    readonly but: readonly number[];
    readonly most: number;
  },
): Promise<{ readonly campaignId: number; readonly accountId: number }[]> {
  const { workspaceId, currency, but, from, to, most } = input;
  const rows = await db.rows<{ campaign_id: number; account_id: number }>(CONTROLS, [
    workspaceId,
    currency,
    but,
    from,
    to,
    most,
  ]);
  return rows.map((row) => ({ campaignId: row.campaign_id, accountId: row.account_id }));
}
