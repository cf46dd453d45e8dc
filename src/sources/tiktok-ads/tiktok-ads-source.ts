import { z } from "zod";

import { isZone } from "../../domain/day.ts";
import { isCurrency } from "../../domain/money.ts";
import type { SourceAccount } from "../../domain/source/source-kind.ts";
import type { LoadRequest, Source, SourceCheck } from "../../usecases/source.ts";
import { SourceFault } from "../../usecases/source.ts";
import { id } from "../api/answer-values.ts";
import { createApiClient, malformed } from "../api/api-client.ts";
import { openRowFeed } from "../api/row-feed.ts";
import { address, numericIds, secret } from "../api/setting-fields.ts";
import { defineSource } from "../source-type.ts";
import { createTiktokApi, PLATFORM, type TiktokApi } from "./tiktok-api.ts";
import { tiktokCampaigns } from "./tiktok-campaigns.ts";
import { tiktokReport } from "./tiktok-report.ts";

const metric = (example: string) =>
  z
    .string(`must be a metric of TikTok's report such as ${example}`)
    .regex(/^[a-z][a-z0-9_]*$/, `must be a metric of TikTok's report such as ${example}`);

const settings = z.object({
  advertiserIds: numericIds("an advertiser id such as 7012345678901234567"),
  /** What counts as a conversion: the campaign's own goal unless another metric is named. */
  conversionMetric: metric("conversion").default("conversion"),
  /** An amount in the account's currency; a ratio such as a ROAS would not add up over days. */
  valueMetric: metric("total_purchase_value")
    .refine(
      (name) =>
        !name.endsWith("roas") && !name.startsWith("cost_per") && !name.startsWith("value_per"),
      "must be an amount that adds up over days, such as total_purchase_value, not a ratio",
    )
    .optional(),
  baseUrl: address("https://business-api.tiktok.com"),
});

const secrets = z.object({
  accessToken: secret("the access token of your app for the TikTok Marketing API"),
});

type Settings = z.infer<typeof settings>;

/** TikTok's Marketing API v1.3: spend, impressions, clicks, conversions by campaign and day of the advertiser's zone. */
export const tiktokAdsSource = defineSource({
  kind: "tiktok_ads",
  trailingDays: 28,
  settings,
  secrets,
  create(given, { accessToken }, { retry }) {
    const client = createApiClient(PLATFORM, retry);
    const api = createTiktokApi(client, { baseUrl: given.baseUrl, accessToken, retry });
    return sourceOf(api, given);
  },
});

function sourceOf(api: TiktokApi, given: Settings): Source {
  return {
    longestLoad: 366,
    check: (signal) => check(api, given, signal),
    async load(request, sink) {
      const feed = await openRowFeed(request.account, sink);
      const { externalId } = request.account;
      const names = new Set<string>();
      for await (const campaign of tiktokCampaigns(api, externalId, request.signal)) {
        names.add(campaign.externalId);
        feed.sight(campaign);
      }
      for await (const row of tiktokReport(api, reportOf(request, given), request.signal)) {
        // Deleted campaigns are in reports alone.
        if (row.name !== undefined && !names.has(row.campaignId)) {
          names.add(row.campaignId);
          feed.sight({ externalId: row.campaignId, name: row.name });
        }
        await feed.add(row.campaignId, row.day, row.totals);
      }
      return feed.end(request.days);
    },
    budgets: undefined,
    close: () => api.close(),
  };
}

function reportOf({ account, days }: LoadRequest, given: Settings) {
  return {
    advertiserId: account.externalId,
    days,
    conversions: given.conversionMetric,
    value: given.valueMetric,
  };
}

const advertisers = z.object({
  list: z.array(
    z.object({
      advertiser_id: id,
      name: z.string(),
      currency: z.string(),
      timezone: z.string().optional(),
      display_timezone: z.string().optional(),
    }),
  ),
});

type Advertiser = z.infer<typeof advertisers>["list"][number];

async function check(api: TiktokApi, given: Settings, signal: AbortSignal): Promise<SourceCheck> {
  const { list } = await api.get({
    path: "advertiser/info/",
    query: {
      advertiser_ids: given.advertiserIds,
      fields: ["advertiser_id", "name", "currency", "timezone", "display_timezone"],
    },
    data: advertisers,
    signal,
  });
  const found = new Map(list.map((advertiser) => [advertiser.advertiser_id, advertiser]));
  const accounts = given.advertiserIds.map((advertiserId) => {
    const advertiser = found.get(advertiserId);
    if (advertiser !== undefined) return accountOf(advertiser);
    throw new SourceFault("rights", `The token does not reach advertiser ${advertiserId}.`, {
      next: "Give the token's user access to it in TikTok Ads Manager, or take it out of advertiserIds.",
    });
  });
  const value = given.valueMetric ?? "none, so that there is no ROAS until valueMetric is set";
  return {
    accounts,
    notes: [
      `Reads reports and campaigns of ${accounts.length === 1 ? "one advertiser" : `${accounts.length} advertisers`}; changes nothing.`,
      `Conversions are the metric ${given.conversionMetric}; value is ${value}.`,
      "Days are those of each advertiser's own zone.",
    ],
  };
}

function accountOf(advertiser: Advertiser): SourceAccount {
  const zone = [advertiser.display_timezone, advertiser.timezone].find(
    (name) => name !== undefined && isZone(name),
  );
  if (zone === undefined || !isCurrency(advertiser.currency)) {
    throw malformed(
      PLATFORM,
      `advertiser ${advertiser.advertiser_id} has the currency "${advertiser.currency}" and the zone "${advertiser.display_timezone ?? advertiser.timezone ?? ""}"`,
    );
  }
  return {
    externalId: advertiser.advertiser_id,
    platform: "tiktok_ads",
    name: advertiser.name,
    currency: advertiser.currency,
    zone,
  };
}
