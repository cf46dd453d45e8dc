import { escapeIdentifier } from "pg";

import type { DayRange } from "../../domain/day.ts";
import { type ColumnMap } from "./column-map.ts";
import type { SqlAccount, SqlSettings } from "./sql-settings.ts";

export interface SqlQuery {
  readonly text: string;
  readonly values: readonly string[];
}

/** One row a campaign and day: `campaign_id, campaign, day, spend, impressions, clicks, conversions, value`, all as texts. */
export function daysQuery(
  settings: SqlSettings,
  map: ColumnMap,
  of: { readonly account: SqlAccount; readonly days: DayRange },
): SqlQuery {
  const values: string[] = [of.days.from, of.days.to];
  const where = [`t_day between $1::date and $2::date`, ...ofAccount(map, of.account, values)];
  const sum = (amount: string): string => `sum(${amount})::text`;
  return {
    values,
    text: `select t_id as campaign_id, (array_agg(t_campaign order by t_day desc))[1] as campaign,
      t_day::text as day, ${sum("t_spend")} as spend, ${sum("t_impressions")} as impressions,
      ${sum("t_clicks")} as clicks, ${sum("t_conversions")} as conversions, ${sum("t_value")} as value
    from (${newest(settings, map)}) n
   where ${where.join(" and ")}
   group by t_id, t_day order by t_day, t_id`,
  };
}

/** The accounts that the table holds: `platform, account, rows, last_day`. */
export function accountsQuery(settings: SqlSettings, map: ColumnMap): SqlQuery {
  return {
    values: [],
    text: `select t_platform as platform, t_account as account, count(*)::text as rows, max(t_day)::text as last_day
    from (${newest(settings, map)}) n group by 1, 2 order by count(*) desc limit 50`,
  };
}

/** Each row once: of several extracts of the same thing the newest. */
function newest(settings: SqlSettings, map: ColumnMap): string {
  const number = (expression: string | undefined): string =>
    expression === undefined ? "0::numeric" : `coalesce((${expression})::numeric, 0)`;
  const key =
    map.key.length > 0 ? map.key : [map.account, map.campaignId ?? map.campaign, map.date];
  const once =
    map.extractedAt === undefined ? "" : `distinct on (${key.filter(isGiven).join(", ")}) `;
  const order =
    map.extractedAt === undefined
      ? ""
      : ` order by ${[...key.filter(isGiven), `${map.extractedAt} desc nulls last`].join(", ")}`;
  return `select ${once}${map.campaignId ?? `${map.campaign}::text`} as t_id, ${map.campaign}::text as t_campaign,
      (${map.date})::date as t_day, ${number(map.spend)} as t_spend, ${number(map.impressions)} as t_impressions,
      ${number(map.clicks)} as t_clicks, ${number(map.conversions)} as t_conversions, ${number(map.value)} as t_value,
      ${map.account ?? "null::text"} as t_account, ${map.platform ?? "null"}::text as t_platform
    from ${relation(settings)} t${order}`;
}

function ofAccount(map: ColumnMap, account: SqlAccount, values: string[]): string[] {
  const conditions: string[] = [];
  if (map.account !== undefined) conditions.push(`t_account = $${values.push(account.id)}`);
  if (map.platform !== undefined) {
    const named = account.tablePlatform ?? TABLE_NAMES[account.platform] ?? account.platform;
    conditions.push(`t_platform = $${values.push(named)}`);
  }
  return conditions;
}

/** Where warehouse tools call a platform otherwise. */
const TABLE_NAMES: Readonly<Record<string, string>> = { meta_ads: "facebook_ads" };

function relation({ table, query }: SqlSettings): string {
  if (table !== undefined) return table.split(".").map(escapeIdentifier).join(".");
  return `(${(query ?? "").replace(/;\s*$/, "")})`;
}

function isGiven(text: string | undefined): text is string {
  return text !== undefined;
}
