import { addDays, type DayRange } from "../domain/day.ts";
import type { LagCell } from "../domain/lag/lag-rows.ts";
import type { Db, Statement } from "./db.ts";
import { cellFrom, triangleText, type TriangleRow } from "./restatements.ts";

/** So many campaigns tell how late an account's conversions come: those that bring the most of them. */
const MOST_CAMPAIGNS = 100;
const PICKED_BY_DAYS = 7;

/** `whole`: a load with fewer campaigns is a part of the account; 0 where the campaigns that are read show it. */
const PICK: Statement = {
  name: "lag_campaigns",
  text: `with picked as (
      select f.campaign_id from facts f
        join campaigns c on c.workspace_id = $1 and c.campaign_id = f.campaign_id and c.account_id = $2
       where f.workspace_id = $1 and f.day between $3 and $4
       group by f.campaign_id order by sum(f.conversions) desc, f.campaign_id limit $5)
    select array(select campaign_id from picked) as ids,
           case when (select count(*) from picked) < $5 then 0
                else (select (0.9 * max(l.campaigns))::int from loads l
                       where l.workspace_id = $1 and l.account_id = $2 and l.grain = 'day' and l.to_day >= $3) end as whole`,
};

/** An index scan a campaign: a large account's whole months would take seconds. */
const CELLS: Statement = {
  name: "lag_cells",
  text: triangleText(
    `
      select p.campaign_id, f.day, f.conversions, f.value_micros, f.load_id, null::bigint as replaced_by
        from unnest($6::int[]) p (campaign_id)
        cross join lateral (
          select * from facts f
           where f.workspace_id = $1 and f.campaign_id = p.campaign_id and f.day between $3 and $4 offset 0) f
      union all
      select p.campaign_id, r.day, r.conversions, r.value_micros, r.load_id, r.replaced_by
        from unnest($6::int[]) p (campaign_id)
        cross join lateral (
          select * from revisions r
           where r.workspace_id = $1 and r.campaign_id = p.campaign_id and r.day between $3 and $4 offset 0) r`,
    "$7::int",
  ),
};

/** The restatement triangle of one account's biggest campaigns, up to an age in days. */
export async function lagCellsOf(
  db: Db,
  input: DayRange & {
    readonly workspaceId: number;
    readonly accountId: number;
    readonly oldestAge: number;
  },
): Promise<LagCell[]> {
  const { workspaceId, accountId, from, to, oldestAge } = input;
  const [picked] = await db.rows<{ ids: number[]; whole: number | null }>(PICK, [
    workspaceId,
    accountId,
    addDays(to, 1 - PICKED_BY_DAYS),
    to,
    MOST_CAMPAIGNS,
  ]);
  if (picked === undefined || picked.ids.length === 0) return [];
  const { ids, whole } = picked;
  const values = [workspaceId, [accountId], from, to, oldestAge, ids, whole ?? 0];
  return (await db.rows<TriangleRow>(CELLS, values)).map(cellFrom);
}
