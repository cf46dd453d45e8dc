import { z } from "zod";

import type { Source, SourceCheck } from "../../usecases/source.ts";
import { affiliateSettings } from "../api/affiliate-settings.ts";
import { createApiClient } from "../api/api-client.ts";
import { type Commission, createCommissionFeed } from "../api/commission-feed.ts";
import { openRowFeed } from "../api/row-feed.ts";
import { address, numericIds, secret } from "../api/setting-fields.ts";
import { defineSource } from "../source-type.ts";
import { COLLECTIONS, type ImpactAction, impactActions } from "./impact-actions.ts";
import { createImpactApi, type ImpactApi, PLATFORM } from "./impact-api.ts";

const settings = z
  .object({
    ...affiliateSettings,
    accountSid: z
      .string("must be the account SID of Impact's API settings")
      .regex(/^\w+$/, "must be the account SID of Impact's API settings"),
    /** The programmes to read; Impact asks advertisers to name them. */
    campaignIds: numericIds("the number of a programme such as 1000").optional(),
    baseUrl: address("https://api.impact.com"),
  })
  .refine(({ side, campaignIds }) => side === "publisher" || campaignIds !== undefined, {
    path: ["campaignIds"],
    message: "must be the numbers of your programmes, such as [1000]",
  });

const secrets = z.object({ authToken: secret("the auth token of Impact's API settings") });

type Settings = z.infer<typeof settings>;

/** Impact's actions: payout as spend, by partner (of an advertiser) or programme (of a partner) and day. */
export const impactSource = defineSource({
  kind: "impact",
  // Actions are reversed until they lock.
  trailingDays: 90,
  settings,
  secrets,
  create(given, { authToken }, { retry }) {
    const { baseUrl, accountSid } = given;
    const client = createApiClient(PLATFORM, retry);
    return sourceOf(createImpactApi(client, { baseUrl, accountSid, authToken }), given);
  },
});

function sourceOf(api: ImpactApi, given: Settings): Source {
  return {
    longestLoad: 366,
    tellsAll: true,
    check: (signal) => check(api, given, signal),
    async load({ account, days, signal }, sink) {
      const feed = await openRowFeed(account, sink);
      const { side, campaignIds, otherCurrencies } = given;
      const commissions = createCommissionFeed(feed, { account, days, otherCurrencies });
      const { externalId: accountSid, zone } = account;
      const query = { side, accountSid, campaignIds, days, zone };
      for await (const action of impactActions(api, query, signal)) {
        await commissions.add(commissionOf(action, given));
      }
      return feed.end(days, commissions.warnings());
    },
    budgets: undefined,
    close: () => api.close(),
  };
}

function commissionOf(action: ImpactAction, { side, pricing }: Settings): Commission {
  const ofPartner = side === "advertiser" && action.MediaPartnerId != null;
  const name = ofPartner ? action.MediaPartnerName : action.CampaignName;
  return {
    partnerId: ofPartner ? (action.MediaPartnerId ?? "") : action.CampaignId,
    partner: name ?? undefined,
    at: action.EventDate,
    reversed: action.State === "REVERSED",
    conversions: 1,
    commissionMicros: action.Payout,
    saleMicros: action.Amount ?? 0n,
    currency: action.Currency,
    pricing,
  };
}

const company = z.object({ CompanyName: z.string().nullish() });

async function check(api: ImpactApi, given: Settings, signal: AbortSignal): Promise<SourceCheck> {
  const { side, accountSid, currency, zone } = given;
  const path = `/${COLLECTIONS[side]}/${accountSid}/CompanyInformation`;
  const { CompanyName } = await api.get({ path, data: company, signal });
  const name = CompanyName ?? `Impact ${accountSid}`;
  return {
    accounts: [{ externalId: accountSid, platform: "impact", name, currency, zone }],
    notes: [
      `Reads actions of the ${side}'s account; changes nothing.`,
      "Payout counts as spend, the sale as value, on the day of the event; reversed actions count for nothing.",
    ],
  };
}
