import { z } from "zod";

import { isCurrency } from "../../domain/money.ts";
import type { SourceAccount } from "../../domain/source/source-kind.ts";
import type { Source, SourceCheck } from "../../usecases/source.ts";
import { id } from "../api/answer-values.ts";
import { createApiClient, malformed } from "../api/api-client.ts";
import { openRowFeed } from "../api/row-feed.ts";
import { address, numericIds, secret } from "../api/setting-fields.ts";
import { defineSource } from "../source-type.ts";
import { CONVERSIONS, linkedinAnalytics } from "./linkedin-analytics.ts";
import { createLinkedinApi, type LinkedinApi, PLATFORM } from "./linkedin-api.ts";
import { linkedinCampaigns } from "./linkedin-campaigns.ts";

const settings = z.object({
  accountIds: numericIds("the number of an ad account such as 512345678"),
  conversions: z
    .enum(CONVERSIONS, `must be one of ${CONVERSIONS.join(", ")}`)
    .default("externalWebsiteConversions"),
  /** The month of the API's version; each is served for a year. */
  version: z
    .string("must be a month such as 202607")
    .regex(/^20\d{2}(0[1-9]|1[0-2])$/, "must be a month such as 202607")
    .default("202607"),
  baseUrl: address("https://api.linkedin.com"),
});

const secrets = z.object({
  accessToken: secret("an access token with the scopes r_ads and r_ads_reporting"),
});

type Settings = z.infer<typeof settings>;

/** LinkedIn's API cuts days in UTC, whatever the account's own zone. */
const ZONE = "Etc/UTC";

/** LinkedIn's Marketing API: cost, impressions, clicks, conversions by campaign (in Campaign Manager: ad set) and UTC day. */
export const linkedinAdsSource = defineSource({
  kind: "linkedin_ads",
  trailingDays: 30,
  settings,
  secrets,
  create(given, { accessToken }, { retry }) {
    const { baseUrl, version } = given;
    const client = createApiClient(PLATFORM, retry);
    return sourceOf(createLinkedinApi(client, { baseUrl, version, accessToken }), given);
  },
});

function sourceOf(api: LinkedinApi, given: Settings): Source {
  return {
    longestLoad: 366,
    check: (signal) => check(api, given, signal),
    async load({ account, days, signal }, sink) {
      const feed = await openRowFeed(account, sink);
      const accountId = account.externalId;
      for await (const campaign of linkedinCampaigns(api, accountId, signal)) feed.sight(campaign);
      const { conversions } = given;
      for await (const row of linkedinAnalytics(api, { accountId, days, conversions }, signal)) {
        await feed.add(row.campaignId, row.day, row.totals);
      }
      return feed.end(days);
    },
    budgets: undefined,
    close: () => api.close(),
  };
}

const accountSchema = z.object({ id, name: z.string(), currency: z.string() });

const COUNTED: Readonly<Record<Settings["conversions"], string>> = {
  externalWebsiteConversions: "conversions on the website",
  oneClickLeads: "leads of lead forms",
  both: "conversions on the website and leads of lead forms together",
};

async function check(api: LinkedinApi, given: Settings, signal: AbortSignal): Promise<SourceCheck> {
  const accounts: SourceAccount[] = [];
  for (const accountId of given.accountIds) {
    const found = await api.get({ path: `adAccounts/${accountId}`, data: accountSchema, signal });
    if (!isCurrency(found.currency)) {
      throw malformed(PLATFORM, `account ${accountId} has the currency "${found.currency}"`);
    }
    accounts.push({
      externalId: found.id,
      platform: "linkedin_ads",
      name: found.name,
      currency: found.currency,
      zone: ZONE,
    });
  }
  return {
    accounts,
    notes: [
      `Reads reports and campaigns with version ${given.version}; changes nothing.`,
      `Conversions are ${COUNTED[given.conversions]}.`,
      "Days are cut in UTC, as LinkedIn's reports are.",
      "A campaign here is what Campaign Manager now calls an ad set.",
    ],
  };
}
