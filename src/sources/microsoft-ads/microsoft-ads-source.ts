import { z } from "zod";

import { isCurrency } from "../../domain/money.ts";
import type { SourceAccount } from "../../domain/source/source-kind.ts";
import type { ExportSink, ReadOutcome } from "../../usecases/export-file.ts";
import { type LoadRequest, type Source, SourceFault } from "../../usecases/source.ts";
import { id } from "../api/answer-values.ts";
import { createApiClient, malformed } from "../api/api-client.ts";
import { openRowFeed } from "../api/row-feed.ts";
import { address, numericId, numericIds, secret } from "../api/setting-fields.ts";
import { defineSource } from "../source-type.ts";
import { createMicrosoftApi, type MicrosoftApi } from "./microsoft-api.ts";
import { microsoftCampaigns, microsoftStatus } from "./microsoft-campaigns.ts";
import { makeReport } from "./microsoft-report.ts";
import { createMicrosoftToken, PLATFORM } from "./microsoft-token.ts";
import { microsoftNameOf, zoneOfMicrosoft } from "./microsoft-zones.ts";
import { readReport } from "./read-report.ts";
import { unzipReport } from "./unzip-report.ts";

const settings = z.object({
  customerId: numericId("the customer id (cid) of Microsoft Advertising's address line"),
  accountIds: numericIds("an account id (aid) of Microsoft Advertising's address line"),
  clientId: z.string("must be the app's client id in Azure").min(1),
  tenant: z
    .string("must be common or a tenant of Azure")
    .regex(/^[\w.-]+$/, "must be common or a tenant of Azure")
    .default("common"),
  /** How long to wait between questions whether a report is ready, milliseconds. */
  pollMs: z.number("must be milliseconds").int().positive("must be milliseconds").default(5_000),
  reportingUrl: address("https://reporting.api.bingads.microsoft.com/Reporting/v13"),
  campaignUrl: address("https://campaign.api.bingads.microsoft.com/CampaignManagement/v13"),
  customerUrl: address("https://clientcenter.api.bingads.microsoft.com/CustomerManagement/v13"),
  loginUrl: address("https://login.microsoftonline.com"),
});

const secrets = z.object({
  developerToken: secret("the developer token of Microsoft Advertising"),
  refreshToken: secret("a refresh token with the scope msads.manage"),
  clientSecret: secret("the app's client secret").optional(),
});

type Settings = z.infer<typeof settings>;

/** Twenty minutes of waiting for a report at the usual pace. */
const MOST_POLLS = 240;

/** Microsoft Advertising v13: spend, impressions, clicks, conversions by campaign and day of the account's zone. */
export const microsoftAdsSource = defineSource({
  kind: "microsoft_ads",
  trailingDays: 30,
  settings,
  secrets,
  create(given, { developerToken, refreshToken, clientSecret }, deps) {
    const client = createApiClient(PLATFORM, deps.retry);
    const { clientId, customerId } = given;
    const loginUrl = `${given.loginUrl}/${given.tenant}`;
    const app = { clientId, clientSecret, refreshToken, loginUrl };
    const token = createMicrosoftToken(client, app, deps);
    return sourceOf(createMicrosoftApi(client, { developerToken, customerId, token }), given);
  },
});

function sourceOf(api: MicrosoftApi, given: Settings): Source {
  return {
    longestLoad: 366,
    async check(signal) {
      const accounts: SourceAccount[] = [];
      for (const accountId of given.accountIds) {
        accounts.push(await accountOf(api, given, { accountId, signal }));
      }
      return {
        accounts,
        notes: [
          "Reads reports, campaigns and accounts; changes nothing.",
          "Each load renews the refresh token and stores the newer one; it ends after 90 days without a load.",
          "Days are those of each account's own zone.",
        ],
      };
    },
    load: (request, sink) => load(api, given, { request, sink }),
    budgets: undefined,
    close: () => api.close(),
  };
}

async function load(
  api: MicrosoftApi,
  given: Settings,
  { request, sink }: { readonly request: LoadRequest; readonly sink: ExportSink },
): Promise<ReadOutcome> {
  const { account, days, signal } = request;
  const accountId = account.externalId;
  const feed = await openRowFeed(account, sink);
  const known = new Set<string>();
  const place = { url: given.campaignUrl, accountId };
  for (const campaign of await microsoftCampaigns(api, place, signal)) {
    known.add(campaign.externalId);
    feed.sight(campaign);
  }
  const { pollMs, reportingUrl: url } = given;
  const report = { url, accountId, days, zone: nameOf(account), pollMs, mostPolls: MOST_POLLS };
  const file = await makeReport(api, report, signal);
  const warnings: string[] = [];
  if (file === undefined) return feed.end(days, warnings);
  for await (const part of readReport(unzipReport(await api.download(file, signal), signal))) {
    if (part.kind === "incomplete") {
      warnings.push("Microsoft has not counted all of these days yet; later loads correct them.");
      continue;
    }
    const { row } = part;
    if (row.CurrencyCode !== account.currency) throw otherCurrency(account, row.CurrencyCode);
    if (!known.has(row.CampaignId)) {
      known.add(row.CampaignId);
      const status = microsoftStatus(row.CampaignStatus);
      feed.sight({ externalId: row.CampaignId, name: row.CampaignName, status });
    }
    await feed.add(row.CampaignId, row.TimePeriod, {
      spendMicros: row.Spend,
      impressions: row.Impressions,
      clicks: row.Clicks,
      conversions: row.Conversions,
      valueMicros: row.Revenue,
    });
  }
  return feed.end(days, warnings);
}

function nameOf({ zone, externalId }: SourceAccount): string {
  const name = microsoftNameOf(zone);
  if (name !== undefined) return name;
  throw new SourceFault("settings", `Microsoft makes no reports in the zone ${zone}.`, {
    next: `Check the source again, so that account ${externalId} takes its zone from Microsoft.`,
  });
}

function otherCurrency({ currency, externalId }: SourceAccount, found: string): SourceFault {
  return new SourceFault(
    "settings",
    `Account ${externalId} reports in ${found}, but is known here with ${currency}.`,
    { next: "Check the source again, so that the account takes its currency from Microsoft." },
  );
}

const accountSchema = z.object({
  Account: z.object({
    Id: id,
    Name: z.string(),
    CurrencyCode: z.string().nullish(),
    TimeZone: z.string().nullish(),
  }),
});

async function accountOf(
  api: MicrosoftApi,
  { customerUrl }: Settings,
  { accountId, signal }: { readonly accountId: string; readonly signal: AbortSignal },
): Promise<SourceAccount> {
  const { Account } = await api.post({
    url: `${customerUrl}/Account/Query`,
    accountId,
    body: { AccountId: accountId },
    data: accountSchema,
    signal,
  });
  const zone = zoneOfMicrosoft(Account.TimeZone ?? "");
  const currency = Account.CurrencyCode ?? "";
  if (zone === undefined || !isCurrency(currency)) {
    throw malformed(
      PLATFORM,
      `account ${accountId} has the currency "${currency}" and the zone "${Account.TimeZone ?? ""}"`,
    );
  }
  return { externalId: Account.Id, platform: "microsoft_ads", name: Account.Name, currency, zone };
}
