import type { SourceAccount } from "../../../src/domain/source/source-kind.ts";
import { metaAdsSource } from "../../../src/sources/meta-ads/meta-ads-source.ts";
import type { Source } from "../../../src/usecases/source.ts";
import type { MetaAccount } from "./meta-account.ts";
import { type MetaDouble, startMetaDouble } from "./meta-double.ts";

export const RETRY = { attempts: 3, firstWaitMs: 1, longestWaitMs: 20 };
export const NOW = Date.UTC(2026, 10, 24, 12);

export const ACCOUNT: SourceAccount = {
  externalId: "42",
  platform: "meta_ads",
  name: "Shop",
  currency: "EUR",
  zone: "Europe/Berlin",
};

const purchase = (value: string, windows: object): object => ({
  action_type: "purchase",
  value,
  ...windows,
});
/** The same event under another name. */
const pixel = { action_type: "offsite_conversion.fb_pixel_purchase", value: "9", "7d_click": "9" };

export function metaAccount(more: Partial<MetaAccount> = {}): MetaAccount {
  return {
    id: "42",
    name: "Shop",
    currency: "EUR",
    timezone_name: "Europe/Berlin",
    account_status: 1,
    permissions: { ads_read: "granted", ads_management: "declined" },
    campaigns: [
      { id: "7", name: "Brand", daily_budget: "5000" },
      { id: "8", name: "Idle", effective_status: "PAUSED", lifetime_budget: "90000" },
      { id: "9", name: "Old", effective_status: "ARCHIVED" },
    ],
    adSets: [
      { id: "70", campaign_id: "7", name: "A", learning_stage_info: { status: "SUCCESS" } },
      { id: "71", campaign_id: "7", name: "B", learning_stage_info: { status: "LEARNING" } },
    ],
    days: {
      "2026-11-01": [
        {
          campaign_id: "7",
          campaign_name: "Brand",
          spend: "12.34",
          impressions: "1000",
          clicks: "90",
          inline_link_clicks: "40",
          actions: [purchase("6", { "7d_click": "2", "1d_view": "1.5" }), pixel],
          action_values: [purchase("60", { "7d_click": "20.50", "1d_view": "10" }), pixel],
        },
      ],
      "2026-11-02": [
        { campaign_id: "7", campaign_name: "Brand", spend: "0.1", impressions: "5" },
        { campaign_id: "6", campaign_name: "Deleted", spend: "3", impressions: "7" },
      ],
    },
    actions: [purchase("6", { "7d_click": "2", "1d_view": "1" }), pixel],
    ...more,
  };
}

/** The client on a double of its own, and both ended. */
export async function openMeta(
  given: {
    readonly account?: MetaAccount;
    readonly settings?: object;
    readonly secrets?: object;
  } = {},
): Promise<{
  readonly double: MetaDouble;
  readonly source: Source;
  readonly end: () => Promise<void>;
}> {
  const double = await startMetaDouble(given.account ?? metaAccount());
  const settings = { accountId: "act_42", baseUrl: `${double.url}/`, actionType: "purchase" };
  const opened = metaAdsSource.open(
    {
      settings: { ...settings, ...given.settings },
      secrets: { accessToken: "token-1", ...given.secrets },
    },
    { now: () => NOW, retry: RETRY },
  );
  if (opened.kind === "faulty") throw new Error(JSON.stringify(opened.faults));
  const { source } = opened;
  return {
    double,
    source,
    end: async () => {
      await source.close();
      await double.close();
    },
  };
}
