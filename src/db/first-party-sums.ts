import type { DayRange } from "../domain/day.ts";
import type { FirstParty } from "../domain/summary.ts";
import type { Db, Statement } from "./db.ts";

/** What counts: all but what was taken back. Worth counts in the account's currency alone; other is never added. */
const COUNTS = "f.status <> 'rejected'";
const VALUE_COUNTS = "(f.currency is null or f.currency = $5)";

const OF_CAMPAIGN: Statement = {
  name: "first_party_of_campaign",
  text: `select count(*)::int as conversions,
      coalesce(sum(f.value_micros) filter (where ${VALUE_COUNTS}), 0)::text as value_micros,
      count(*) filter (where not ${VALUE_COUNTS} and f.value_micros > 0)::int as uncounted
    from first_party_conversions f
    where f.workspace_id = $1 and f.campaign_id = $2 and f.day between $3 and $4 and ${COUNTS}`,
};

/** One campaign's conversions by the team's own tracking, in whole numbers. */
export async function firstPartyOfCampaign(
  db: Db,
  input: DayRange & {
    readonly workspaceId: number;
    readonly campaignId: number;
    readonly currency: string;
  },
): Promise<FirstParty> {
  const { workspaceId, campaignId, from, to, currency } = input;
  const [row] = await db.rows<{ conversions: number; value_micros: string; uncounted: number }>(
    OF_CAMPAIGN,
    [workspaceId, campaignId, from, to, currency],
  );
  return {
    conversions: row?.conversions ?? 0,
    valueMicros: BigInt(row?.value_micros ?? 0),
    uncounted: row?.uncounted ?? 0,
  };
}

/** Campaigns that the team's own tracking had seen before the first of the compared days. */
const BESIDE: Statement = {
  heavy: true,
  name: "platform_beside_first_party",
  text: `select w.account_id, sum(p.conversions) as platform, sum(o.conversions)::float8 as first_party
      from unnest($2::int[], $3::date[], $4::date[]) w (account_id, from_day, to_day)
      join accounts a on a.workspace_id = $1 and a.account_id = w.account_id
        and a.first_party_since < w.from_day
      join campaigns c on c.workspace_id = $1 and c.account_id = w.account_id
        and exists (select from first_party_conversions b where b.workspace_id = $1
          and b.campaign_id = c.campaign_id and b.day < w.from_day)
      cross join lateral (select coalesce(sum(f.conversions), 0) as conversions from facts f
        where f.workspace_id = $1 and f.campaign_id = c.campaign_id and f.day between w.from_day and w.to_day) p
      cross join lateral (select count(*) as conversions from first_party_conversions f
        where f.workspace_id = $1 and f.campaign_id = c.campaign_id and f.day between w.from_day and w.to_day
          and ${COUNTS}) o
     group by w.account_id`,
};

/** What both have counted in these days of each account; accounts without earlier first-party numbers are absent. */
export async function platformBesideFirstParty(
  db: Db,
  workspaceId: number,
  accounts: readonly { readonly accountId: number; readonly days: DayRange }[],
): Promise<Map<number, { readonly platform: number; readonly firstParty: number }>> {
  const rows = await db.rows<{ account_id: number; platform: number; first_party: number }>(
    BESIDE,
    [
      workspaceId,
      accounts.map(({ accountId }) => accountId),
      accounts.map(({ days }) => days.from),
      accounts.map(({ days }) => days.to),
    ],
  );
  return new Map(
    rows.map((row) => [row.account_id, { platform: row.platform, firstParty: row.first_party }]),
  );
}
