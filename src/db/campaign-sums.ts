import type { Day, DayRange } from "../domain/day.ts";
import { betterWhen, type Metric } from "../domain/kpi.ts";
import type { Totals } from "../domain/totals.ts";
import type { Db, Statement } from "./db.ts";
import { sumColumns, totalsFrom, type TotalsRow } from "./totals-row.ts";

export interface CampaignSums {
  readonly campaignId: number;
  readonly current: Totals;
  readonly previous: Totals;
}

export interface CampaignSumsInput extends DayRange {
  readonly workspaceId: number;
  /** Left out: all of the workspace. */
  readonly accountIds?: readonly number[];
  /** The first of the days before, up to the day before `from`. */
  readonly before: Day;
  readonly metric: Metric;
  readonly limit: number;
}

type SumsRow = TotalsRow & {
  readonly campaign_id: number;
  readonly before_spend_micros: bigint;
  readonly before_impressions: bigint;
  readonly before_clicks: bigint;
  readonly before_conversions: number;
  readonly before_value_micros: bigint;
  readonly campaigns: bigint;
};

/** By what campaigns are ordered; what is shown is computed from the sums elsewhere. */
const ORDER: Readonly<Record<Metric, string>> = {
  spend: "sum(f.spend_micros)",
  impressions: "sum(f.impressions)",
  clicks: "sum(f.clicks)",
  conversions: "sum(f.conversions)",
  value: "sum(f.value_micros)",
  cpa: "sum(f.spend_micros) / nullif(sum(f.conversions), 0)",
  roas: "sum(f.value_micros)::float8 / nullif(sum(f.spend_micros), 0)",
  ctr: "sum(f.clicks)::float8 / nullif(sum(f.impressions), 0)",
  cvr: "sum(f.conversions) / nullif(sum(f.clicks), 0)",
  cpc: "sum(f.spend_micros)::float8 / nullif(sum(f.clicks), 0)",
  cpm: "sum(f.spend_micros)::float8 / nullif(sum(f.impressions), 0)",
  aov: "sum(f.value_micros) / nullif(sum(f.conversions), 0)",
};

/**
 * Sums of the campaigns that have facts from `from` to `to`, beside those of the days before, best first by the
 * metric and those where it is undefined last. `count` is of all of them, `sums` the first `limit`.
 */
export async function campaignSums(
  db: Db,
  input: CampaignSumsInput,
): Promise<{ readonly sums: CampaignSums[]; readonly count: number }> {
  const { workspaceId, before, from, to, limit, accountIds } = input;
  const rows = await db.rows<SumsRow>(statementFor(input.metric, accountIds !== undefined), [
    workspaceId,
    before,
    from,
    to,
    Number.isFinite(limit) ? limit : null,
    ...(accountIds === undefined ? [] : [accountIds]),
  ]);
  const sums = rows.map((row) => ({
    campaignId: row.campaign_id,
    current: totalsFrom(row),
    previous: totalsFrom({
      spend_micros: row.before_spend_micros,
      impressions: row.before_impressions,
      clicks: row.before_clicks,
      conversions: row.before_conversions,
      value_micros: row.before_value_micros,
    }),
  }));
  return { sums, count: Number(rows[0]?.campaigns ?? 0) };
}

/**
 * All campaigns are ranked by the one sum that it takes; only the first have theirs of both stretches added up. Facts
 * are added up before campaigns are looked at: joined first, a planner without statistics errs by minutes.
 */
function statementFor(metric: Metric, someAccounts: boolean): Statement {
  const only = someAccounts
    ? `where exists (select 1 from campaigns c where c.workspace_id = $1 and c.campaign_id = g.campaign_id
                       and c.account_id = any($6::int[]))`
    : "";
  const direction = betterWhen(metric) === "lower" ? "asc" : "desc";
  return {
    heavy: true,
    name: `campaign_sums_${metric}_${someAccounts ? "some" : "all"}`,
    text: `select r.campaign_id, r.campaigns, s.* from (
        select g.*, count(*) over () as campaigns from (
            select f.campaign_id, ${ORDER[metric]} as measure
              from facts f
             where f.workspace_id = $1 and f.day between $3 and $4
             group by f.campaign_id) g
          ${only}
          order by measure ${direction} nulls last, campaign_id
          limit $5) r
      cross join lateral (
        select ${sumColumns("f", { filter: "f.day >= $3" })},
               ${sumColumns("f", { filter: "f.day < $3", prefix: "before_" })}
          from facts f
         where f.workspace_id = $1 and f.campaign_id = r.campaign_id and f.day between $2 and $4) s
      order by r.measure ${direction} nulls last, r.campaign_id`,
  };
}
