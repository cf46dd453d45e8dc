export const TABLE_FORMS = [
  "fivetran_ad_reporting",
  "fivetran_google_ads",
  "fivetran_facebook_ads",
  "airbyte_google_ads",
  "airbyte_facebook_ads",
] as const;

/** Tables whose columns are known: Fivetran's `ad_reporting__campaign_report` and raw tables, Airbyte's streams. */
export type TableForm = (typeof TABLE_FORMS)[number];

const NAMES: Readonly<Record<TableForm, string>> = {
  fivetran_ad_reporting: "Fivetran: ad_reporting__campaign_report",
  fivetran_google_ads: "Fivetran: google_ads.campaign_stats",
  fivetran_facebook_ads: "Fivetran: facebook_ads.basic_campaign (no conversions)",
  airbyte_google_ads: "Airbyte: Google Ads campaign",
  airbyte_facebook_ads: "Airbyte: Facebook ads_insights",
};

/** The kind of table as people write it: the tool, and what it calls the table. */
export function tableFormName(form: TableForm): string {
  return NAMES[form];
}
