import type { Day, DayRange } from "../domain/day.ts";
import type { Db, Statement } from "./db.ts";

/** The days on which a campaign has numbers that are other than zero. */
export interface ToldDays {
  readonly externalId: string;
  readonly name: string;
  readonly days: readonly Day[];
}

const TOLD: Statement = {
  heavy: true,
  name: "told_days",
  text: `select c.external_id, c.name, array_agg(f.day::text) as days
    from campaigns c
    join facts f on f.workspace_id = c.workspace_id and f.campaign_id = c.campaign_id and f.day between $3 and $4
    join loads l on l.workspace_id = f.workspace_id and l.load_id = f.load_id
   where c.workspace_id = $1 and c.account_id = $2 and c.external_id is not null
     and l.source = $5 and l.loaded_at >= $6::timestamptz
     and (f.spend_micros, f.impressions, f.clicks, f.conversions, f.value_micros) <> (0, 0, 0, 0, 0)
   group by c.campaign_id, c.external_id, c.name`,
};

/** What an account's days say because loads of one origin said it last, by campaign. */
export async function toldDays(
  db: Db,
  account: { readonly workspaceId: number; readonly accountId: number },
  of: DayRange & {
    /** As with `loads.source`. */
    readonly origin: string;
    readonly since: Date;
  },
): Promise<ToldDays[]> {
  const { workspaceId, accountId } = account;
  const rows = await db.rows<{ external_id: string; name: string; days: string[] }>(TOLD, [
    workspaceId,
    accountId,
    of.from,
    of.to,
    of.origin,
    of.since,
  ]);
  return rows.map(({ external_id: externalId, name, days }) => ({ externalId, name, days }));
}
