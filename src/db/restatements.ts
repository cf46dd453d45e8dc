import type { Restatement } from "../domain/budget/portfolio.ts";
import type { DayRange } from "../domain/day.ts";
import type { LagCell } from "../domain/lag/lag-rows.ts";
import { roundConversions } from "../domain/totals.ts";
import type { Db, Statement } from "./db.ts";

/** Ages that budgets learn from, where nobody asks for older ones. */
const USUAL_OLDEST_AGE = 14;

/** A cell of an account's triangle, with the conversions' value. */
export type ValuedRestatement = Restatement & LagCell;

/**
 * What each account's days said after each load that covered them. A number enters with the load that stored it and
 * leaves with the one that replaced it; their running sum is the day's figure, whichever loads said nothing new. Of
 * several loads on one day the last counts. A load that held fewer campaigns than the day has is a part of the account
 * (a file of one campaign, say): of the others it tells nothing, so it is left out.
 */
export function triangleText(versions: string, leastCampaigns = "0"): string {
  return `with versions as (${versions}),
    steps as (
      select c.account_id, v.day, s.load_id, sum(s.conversions) as conversions, sum(s.value_micros) as value_micros,
             sum(s.campaigns) as campaigns
        from versions v
        join campaigns c on c.workspace_id = $1 and c.campaign_id = v.campaign_id
        cross join lateral (values (v.load_id, v.conversions, v.value_micros, 1),
                                   (v.replaced_by, -v.conversions, -v.value_micros, -1))
          s (load_id, conversions, value_micros, campaigns)
       where c.account_id = any($2::int[]) and s.load_id is not null
       group by c.account_id, v.day, s.load_id),
    looks as (
      select distinct on (l.account_id, d.day, d.age) l.account_id, d.day, d.age, l.load_id, l.campaigns
        from loads l
        join accounts a on a.workspace_id = $1 and a.account_id = l.account_id
        cross join lateral (
          select g.day, (l.loaded_at at time zone a.time_zone)::date - g.day as age
            from (select greatest(l.from_day, $3) + n as day
                    from generate_series(0, least(l.to_day, $4) - greatest(l.from_day, $3)) n) g) d
       where l.workspace_id = $1 and l.account_id = any($2::int[]) and l.grain = 'day'
         and d.age between 0 and $5::int and l.campaigns >= ${leastCampaigns}
       order by l.account_id, d.day, d.age, l.load_id desc)
    select k.account_id, k.day, k.age, sum(s.conversions) as conversions,
           sum(s.value_micros)::float8 / 1e6 as value
      from looks k
      join steps s on s.account_id = k.account_id and s.day = k.day and s.load_id <= k.load_id
     group by k.account_id, k.day, k.age, k.campaigns
    having sum(s.campaigns) <= k.campaigns
     order by k.account_id, k.day, k.age`;
}

const TRIANGLE: Statement = {
  heavy: true,
  name: "restatement_triangle",
  text: triangleText(`
      select f.campaign_id, f.day, f.conversions, f.value_micros, f.load_id, null::bigint as replaced_by from facts f
       where f.workspace_id = $1 and f.day between $3 and $4
      union all
      select r.campaign_id, r.day, r.conversions, r.value_micros, r.load_id, r.replaced_by from revisions r
       where r.workspace_id = $1 and r.day between $3 and $4`),
};

/** A row of the triangle as the database gives it. */
export interface TriangleRow {
  readonly account_id: number;
  readonly day: string;
  readonly age: number;
  readonly conversions: number;
  readonly value: number;
}

/** The restatement triangle of accounts' days: ages are days from the day to the load, in the account's zone. */
export async function restatementsOf(
  db: Db,
  input: DayRange & {
    readonly workspaceId: number;
    readonly accountIds: readonly number[];
    readonly oldestAge?: number;
  },
): Promise<ValuedRestatement[]> {
  const { workspaceId, accountIds, from, to, oldestAge = USUAL_OLDEST_AGE } = input;
  const rows = await db.rows<TriangleRow>(TRIANGLE, [workspaceId, accountIds, from, to, oldestAge]);
  return rows.map((row) => ({ channel: String(row.account_id), ...cellFrom(row) }));
}

export function cellFrom({ day, age, conversions, value }: TriangleRow): LagCell {
  return { day, ageDays: age, conversions: roundConversions(conversions), value };
}
