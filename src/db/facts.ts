import type { DayRange } from "../domain/day.ts";
import type { DailyTotals } from "../domain/summary.ts";
import type { Totals } from "../domain/totals.ts";
import type { Db, Statement } from "./db.ts";
import { sumColumns, TOTALS_COLUMNS, totalsFrom, type TotalsRow } from "./totals-row.ts";

const DAILY: Statement = {
  name: "campaign_days",
  text: `select day, ${TOTALS_COLUMNS} from facts
    where workspace_id = $1 and campaign_id = $2 and day between $3 and $4 order by day`,
};

/** Every account is cut by its own days; the outer bounds ($6, $7) are what partitions are pruned by. */
const SUMS: Statement = {
  name: "campaign_sums",
  text: `with windows as (
      select * from unnest($2::int[], $3::date[], $4::date[], $5::date[]) as w (account_id, before, first, last)
    )
    select c.campaign_id,
        ${sumColumns("f", { filter: "f.day >= w.first" })},
        ${sumColumns("f", { filter: "f.day < w.first", prefix: "before_" })}
      from facts f
      join campaigns c on c.workspace_id = f.workspace_id and c.campaign_id = f.campaign_id
      join windows w on w.account_id = c.account_id
     where f.workspace_id = $1 and c.workspace_id = $1
       and f.day between $6 and $7 and f.day between w.before and w.last
     group by c.campaign_id
    having count(*) filter (where f.day >= w.first) > 0`,
};

/** One campaign's days, oldest first; days without facts are absent. */
export async function campaignDays(
  db: Db,
  input: DayRange & { readonly workspaceId: number; readonly campaignId: number },
): Promise<DailyTotals[]> {
  const rows = await db.rows<TotalsRow & { day: string }>(DAILY, [
    input.workspaceId,
    input.campaignId,
    input.from,
    input.to,
  ]);
  return rows.map((row) => ({ day: row.day, ...totalsFrom(row) }));
}

/** The days that count for one account, and the days of equal length before them, which begin at `before`. */
export interface AccountWindow extends DayRange {
  readonly accountId: number;
  readonly before: string;
}

export interface CampaignSums {
  readonly campaignId: number;
  readonly current: Totals;
  readonly previous: Totals;
}

type SumsRow = TotalsRow & {
  readonly campaign_id: number;
  readonly before_spend_micros: bigint;
  readonly before_impressions: bigint;
  readonly before_clicks: bigint;
  readonly before_conversions: number;
  readonly before_value_micros: bigint;
};

/** Sums of every campaign that has facts in its account's window, beside those of the days before. */
export async function campaignSums(
  db: Db,
  input: { readonly workspaceId: number; readonly windows: readonly AccountWindow[] },
): Promise<CampaignSums[]> {
  const { windows } = input;
  const rows = await db.rows<SumsRow>(SUMS, [
    input.workspaceId,
    windows.map(({ accountId }) => accountId),
    windows.map(({ before }) => before),
    windows.map(({ from }) => from),
    windows.map(({ to }) => to),
    windows.map(({ before }) => before).toSorted()[0],
    windows
      .map(({ to }) => to)
      .toSorted()
      .at(-1),
  ]);
  return rows.map((row) => ({
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
}
