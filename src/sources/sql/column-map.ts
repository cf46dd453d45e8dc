import { escapeIdentifier, escapeLiteral } from "pg";

import type { TableForm } from "../../domain/source/table-form.ts";

/** Where a team's table has what Trimtab needs: SQL expressions over its rows, `t`. */
export interface ColumnMap {
  readonly date: string;
  readonly campaign: string;
  readonly campaignId: string | undefined;
  readonly spend: string;
  readonly impressions: string | undefined;
  readonly clicks: string | undefined;
  readonly conversions: string | undefined;
  readonly value: string | undefined;
  /** The platform's id of the account; undefined: the table has one account. */
  readonly account: string | undefined;
  /** The tool's name of the platform, where a table holds several. */
  readonly platform: string | undefined;
  /** When a row was extracted, in tables that only grow: the newest counts, of each `key`. */
  readonly extractedAt: string | undefined;
  readonly key: readonly string[];
  readonly unit: "major" | "micros";
}

/** The map of a known table. `actionType`: Meta's name of what counts as a conversion, where the table has them apart. */
export function knownMap(form: TableForm, actionType: string | undefined): ColumnMap {
  switch (form) {
    case "fivetran_ad_reporting":
      return {
        ...NOTHING,
        date: "t.date_day",
        campaign: "t.campaign_name",
        campaignId: "t.campaign_id::text",
        spend: "t.spend",
        impressions: "t.impressions",
        clicks: "t.clicks",
        conversions: "t.conversions",
        value: "t.conversions_value",
        account: "t.account_id::text",
        platform: "t.platform",
      };
    case "fivetran_google_ads":
      return {
        ...NOTHING,
        date: "t.date",
        campaign: "t.id::text",
        campaignId: "t.id::text",
        spend: "t.cost_micros",
        impressions: "t.impressions",
        clicks: "t.clicks",
        conversions: "t.conversions",
        value: "t.conversions_value",
        account: "t.customer_id::text",
        unit: "micros",
      };
    case "fivetran_facebook_ads":
      return {
        ...NOTHING,
        date: "t.date",
        campaign: "t.campaign_name",
        campaignId: "t.campaign_id::text",
        spend: "t.spend",
        impressions: "t.impressions",
        clicks: "t.inline_link_clicks",
        account: "t.account_id::text",
      };
    case "airbyte_google_ads":
      return {
        ...NOTHING,
        date: "t.segments_date",
        campaign: "t.campaign_name",
        campaignId: "t.campaign_id::text",
        spend: "t.metrics_cost_micros",
        impressions: "t.metrics_impressions",
        clicks: "t.metrics_clicks",
        conversions: "t.metrics_conversions",
        value: "t.metrics_conversions_value",
        account: "t.customer_id::text",
        extractedAt: "t._airbyte_extracted_at",
        key: ["t.campaign_id", "t.segments_date", "t.segments_hour", "t.segments_ad_network_type"],
        unit: "micros",
      };
    case "airbyte_facebook_ads":
      return {
        ...NOTHING,
        date: "t.date_start",
        campaign: "t.campaign_name",
        campaignId: "t.campaign_id::text",
        spend: "t.spend",
        impressions: "t.impressions",
        clicks: "t.inline_link_clicks",
        conversions: ofAction("t.actions", actionType),
        value: ofAction("t.action_values", actionType),
        account: "t.account_id::text",
        extractedAt: "t._airbyte_extracted_at",
        key: ["t.ad_id", "t.date_start"],
      };
  }
}

const NOTHING = {
  campaignId: undefined,
  impressions: undefined,
  clicks: undefined,
  conversions: undefined,
  value: undefined,
  account: undefined,
  platform: undefined,
  extractedAt: undefined,
  key: [],
  unit: "major",
} as const;

/** One action type of a list: the same event stands in it under several names, which are never added up. */
function ofAction(list: string, actionType: string | undefined): string | undefined {
  if (actionType === undefined) return undefined;
  return `(select sum((a ->> 'value')::numeric) from jsonb_array_elements(${list}::jsonb) a where a ->> 'action_type' = ${escapeLiteral(actionType)})`;
}

/** A column by its name. */
export function columnOf(name: string): string {
  return `t.${escapeIdentifier(name)}`;
}
