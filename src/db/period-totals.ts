import type { DayRange } from "../domain/day.ts";
import type { Totals } from "../domain/totals.ts";
import type { Db, Statement } from "./db.ts";
import { TOTALS_COLUMNS, totalsFrom, type TotalsRow } from "./totals-row.ts";

const STORE: Statement = {
  name: "store_period_totals",
  text: `insert into period_totals as p (workspace_id, campaign_id, from_day, to_day, ${TOTALS_COLUMNS}, load_id)
    select $1::int, u.campaign_id, $2::date, $3::date, u.spend, u.impressions, u.clicks, u.conversions, u.value, $4::bigint
      from unnest($5::int[], $6::bigint[], $7::bigint[], $8::bigint[], $9::float8[], $10::bigint[])
        as u (campaign_id, spend, impressions, clicks, conversions, value)
     order by u.campaign_id
    on conflict (workspace_id, campaign_id, from_day, to_day) do update set
      spend_micros = excluded.spend_micros, impressions = excluded.impressions, clicks = excluded.clicks,
      conversions = excluded.conversions, value_micros = excluded.value_micros, load_id = excluded.load_id
    where (p.spend_micros, p.impressions, p.clicks, p.conversions, p.value_micros) is distinct from
      (excluded.spend_micros, excluded.impressions, excluded.clicks, excluded.conversions, excluded.value_micros)`,
};

const READ: Statement = {
  name: "read_period_totals",
  text: `select p.campaign_id, ${TOTALS_COLUMNS} from period_totals p
    join campaigns c on c.workspace_id = p.workspace_id and c.campaign_id = p.campaign_id
    where p.workspace_id = $1 and c.account_id = any($2::int[]) and p.from_day = $3 and p.to_day = $4
      and ($5::int is null or p.campaign_id = $5)`,
};

const SLICE = 5_000;

export interface PeriodTotal extends Totals {
  readonly campaignId: number;
}

export async function storePeriodTotals(
  db: Db,
  input: DayRange & {
    readonly workspaceId: number;
    readonly loadId: bigint;
    readonly totals: readonly PeriodTotal[];
  },
): Promise<void> {
  for (let start = 0; start < input.totals.length; start += SLICE) {
    const totals = input.totals.slice(start, start + SLICE);
    await db.rows(STORE, [
      input.workspaceId,
      input.from,
      input.to,
      input.loadId,
      totals.map(({ campaignId }) => campaignId),
      totals.map(({ spendMicros }) => spendMicros),
      totals.map(({ impressions }) => impressions),
      totals.map(({ clicks }) => clicks),
      totals.map(({ conversions }) => conversions),
      totals.map(({ valueMicros }) => valueMicros),
    ]);
  }
}

/** The totals stored for exactly this period, of all campaigns of some accounts or of one. */
export async function periodTotalsOf(
  db: Db,
  input: DayRange & {
    readonly workspaceId: number;
    readonly accountIds: readonly number[];
    readonly campaignId?: number;
  },
): Promise<PeriodTotal[]> {
  const rows = await db.rows<TotalsRow & { campaign_id: number }>(READ, [
    input.workspaceId,
    input.accountIds,
    input.from,
    input.to,
    input.campaignId ?? null,
  ]);
  return rows.map((row) => ({
    campaignId: row.campaign_id,
    ...totalsFrom(row),
  }));
}
