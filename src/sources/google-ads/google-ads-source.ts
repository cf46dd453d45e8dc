import { addDays, type DayRange } from "../../domain/day.ts";
import { spansOf } from "../../domain/source/load-spans.ts";
import type { SourceAccount } from "../../domain/source/source-kind.ts";
import type { ReadOutcome } from "../../usecases/export-file.ts";
import { type Source, type SourceCheck, SourceFault } from "../../usecases/source.ts";
import { createApiClient } from "../api/api-client.ts";
import { describedAccount } from "../api/described-account.ts";
import { openRowFeed, type RowFeed } from "../api/row-feed.ts";
import { defineSource, type SourceDeps, type SourceType } from "../source-type.ts";
import { createGoogleAdsApi, GOOGLE_ADS, type GoogleAdsApi, onlyRow } from "./google-ads-api.ts";
import { googleBudgets } from "./google-budgets.ts";
import { createGoogleCaller } from "./google-call.ts";
import { CAMPAIGNS, CUSTOMER, dayQuery, lossQuery, sightingOf, totalsOf } from "./google-rows.ts";
import {
  type GoogleSecrets,
  googleSecrets,
  type GoogleSettings,
  googleSettings,
} from "./google-settings.ts";
import { createGoogleToken, type GoogleToken } from "./google-token.ts";

/** Three years: Google keeps days for 37 months. */
const LONGEST_LOAD = 1_095;
/** Days that one call asks for: a broken call costs little, and few of the day's operations are used. */
const CALL_DAYS = 92;
const LOSS_DAYS = 7;

/** A Google Ads account. Conversions are booked on the day of the click, by default for 30 days. */
export const googleAdsSource: SourceType = defineSource({
  kind: "google_ads",
  trailingDays: 30,
  settings: googleSettings,
  secrets: googleSecrets,
  create: createSource,
});

function createSource(settings: GoogleSettings, secrets: GoogleSecrets, deps: SourceDeps): Source {
  const client = createApiClient(GOOGLE_ADS, deps.retry);
  const token = createGoogleToken(secrets, settings.tokenUrl);
  const call = createGoogleCaller(settings, { client, token, now: deps.now });
  const api = createGoogleAdsApi(call, deps.retry);
  return {
    longestLoad: LONGEST_LOAD,
    check: (signal) => check(api, { settings, token }, signal),
    async load({ account, days, signal }, sink) {
      const feed = await openRowFeed(account, sink);
      return load(api, { days, feed }, signal);
    },
    budgets: googleBudgets(api, settings.customerId),
    close: () => client.close(),
  };
}

async function check(
  api: GoogleAdsApi,
  { settings, token }: { readonly settings: GoogleSettings; readonly token: GoogleToken },
  signal: AbortSignal,
): Promise<SourceCheck> {
  const { customer } = onlyRow(await api.all(CUSTOMER, signal));
  if (customer.manager) {
    throw new SourceFault("settings", `${settings.customerId} is a manager account.`, {
      next: "Set customerId to one of the accounts below it, and loginCustomerId to the manager.",
    });
  }
  const named = settings.accountName ?? customer.descriptiveName;
  const account: SourceAccount = describedAccount({
    externalId: customer.id,
    platform: "google_ads",
    name: named === "" ? customer.id : named,
    currency: customer.currencyCode,
    zone: customer.timeZone,
  });
  const through = settings.loginCustomerId;
  return {
    accounts: [account],
    notes: [
      `Reads as ${token.holder}${through === undefined ? "" : `, through the manager account ${through}`}.`,
      ...(customer.testAccount ? ["It is a test account: its numbers are made up."] : []),
      ...(customer.status === "ENABLED"
        ? []
        : [`The account is not enabled in Google Ads (${customer.status}): nothing runs in it.`]),
    ],
  };
}

/** Campaigns first, so that each is named before its days come; then the days, from the oldest on. */
async function load(
  api: GoogleAdsApi,
  { days, feed }: { readonly days: DayRange; readonly feed: RowFeed },
  signal: AbortSignal,
): Promise<ReadOutcome> {
  const losses = await budgetLosses(api, lastDays(days), signal);
  await api.each(
    CAMPAIGNS,
    (row) => {
      const budgetLostShare = losses.get(row.campaign.id);
      const sighting = sightingOf(row);
      feed.sight(budgetLostShare === undefined ? sighting : { ...sighting, budgetLostShare });
    },
    signal,
  );
  for (const span of spansOf(days, CALL_DAYS)) {
    await api.each(
      dayQuery(span),
      (row) => {
        const { externalId, day, totals } = totalsOf(row);
        return feed.add(externalId, day, totals);
      },
      signal,
    );
  }
  return feed.end(days);
}

/** Lost impression share by campaign, where Google measures it. */
async function budgetLosses(
  api: GoogleAdsApi,
  days: DayRange,
  signal: AbortSignal,
): Promise<Map<string, number>> {
  const losses = new Map<string, number>();
  for (const { campaign, metrics } of await api.all(lossQuery(days), signal)) {
    const share = metrics?.searchBudgetLostImpressionShare;
    if (share !== undefined) losses.set(campaign.id, share);
  }
  return losses;
}

/** The last week of the range, or all of a shorter one. */
function lastDays({ from, to }: DayRange): DayRange {
  const week = addDays(to, 1 - LOSS_DAYS);
  return { from: week > from ? week : from, to };
}
