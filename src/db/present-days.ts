import type { Day, DayRange } from "../domain/day.ts";
import type { Db, Statement } from "./db.ts";

const DAYS: Statement = {
  name: "present_days",
  text: `select campaign_id, array_agg(day::text) as days from facts
    where workspace_id = $1 and campaign_id = any($2::int[]) and day between $3 and $4
    group by campaign_id`,
};

/** The days of a range on which each of these campaigns has numbers. */
export async function presentDays(
  db: Db,
  input: DayRange & { readonly workspaceId: number; readonly campaignIds: readonly number[] },
): Promise<Map<number, ReadonlySet<Day>>> {
  if (input.campaignIds.length === 0) return new Map();
  const rows = await db.rows<{ campaign_id: number; days: Day[] }>(DAYS, [
    input.workspaceId,
    input.campaignIds,
    input.from,
    input.to,
  ]);
  return new Map(rows.map((row) => [row.campaign_id, new Set(row.days)]));
}

const CONVERTING: Statement = {
  name: "converting_campaigns",
  text: `select c.account_id, count(distinct f.campaign_id)::int as campaigns
      from facts f join campaigns c on c.workspace_id = f.workspace_id and c.campaign_id = f.campaign_id
     where f.workspace_id = $1 and c.account_id = any($2::int[]) and f.day between $3 and $4 and f.conversions > 0
     group by c.account_id`,
};

/** How many campaigns of each account had conversions in a range. */
export async function convertingCampaigns(
  db: Db,
  input: DayRange & { readonly workspaceId: number; readonly accountIds: readonly number[] },
): Promise<Map<number, number>> {
  if (input.accountIds.length === 0) return new Map();
  const rows = await db.rows<{ account_id: number; campaigns: number }>(CONVERTING, [
    input.workspaceId,
    input.accountIds,
    input.from,
    input.to,
  ]);
  return new Map(rows.map((row) => [row.account_id, row.campaigns]));
}

const ACTIVE: Statement = {
  name: "active_campaigns",
  text: `select c.campaign_id, c.account_id, c.name from campaigns c
     where c.workspace_id = $1 and c.account_id = any($2::int[])
       and exists (select 1 from facts f where f.workspace_id = $1 and f.campaign_id = c.campaign_id
                      and f.day between $3 and $4)`,
};

/** The campaigns of these accounts that have numbers in a range. */
export async function activeCampaigns(
  db: Db,
  input: DayRange & { readonly workspaceId: number; readonly accountIds: readonly number[] },
): Promise<{ campaignId: number; accountId: number; name: string }[]> {
  if (input.accountIds.length === 0) return [];
  const rows = await db.rows<{ campaign_id: number; account_id: number; name: string }>(ACTIVE, [
    input.workspaceId,
    input.accountIds,
    input.from,
    input.to,
  ]);
  return rows.map((row) => ({
    campaignId: row.campaign_id,
    accountId: row.account_id,
    name: row.name,
  }));
}
