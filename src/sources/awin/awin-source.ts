import { z } from "zod";

import { type Source, type SourceCheck, SourceFault } from "../../usecases/source.ts";
import { affiliateSettings } from "../api/affiliate-settings.ts";
import { id } from "../api/answer-values.ts";
import { createApiClient } from "../api/api-client.ts";
import { type Commission, createCommissionFeed } from "../api/commission-feed.ts";
import { createPace } from "../api/pace.ts";
import { openRowFeed } from "../api/row-feed.ts";
import { address, numericId, secret } from "../api/setting-fields.ts";
import { defineSource } from "../source-type.ts";
import { type AwinApi, createAwinApi, PLATFORM } from "./awin-api.ts";
import { type AwinTransaction, awinTransactions } from "./awin-transactions.ts";

const settings = z.object({
  ...affiliateSettings,
  accountId: numericId("the number of the advertiser or publisher account such as 12345"),
  /** Awin allows 20 a minute to a user, whatever programs he runs. */
  callsPerMinute: z
    .number("must be a number of calls")
    .int("must be a number of calls")
    .positive("must be a number of calls")
    .default(20),
  baseUrl: address("https://api.awin.com"),
});

const secrets = z.object({ token: secret("your Awin user's API token") });

type Settings = z.infer<typeof settings>;

const MINUTE_MS = 60_000;
const REVERSED = ["declined", "deleted"];

/** Awin's transactions: commission as spend, by publisher (of an advertiser) or programme (of a publisher) and day. */
export const awinSource = defineSource({
  kind: "awin",
  // Transactions are declined weeks after the sale.
  trailingDays: 90,
  settings,
  secrets,
  create(given, { token }, { retry, now }) {
    const pace = createPace({ calls: given.callsPerMinute, perMs: MINUTE_MS }, { now });
    const client = createApiClient(PLATFORM, retry);
    return sourceOf(createAwinApi(client, { baseUrl: given.baseUrl, token, pace }), given);
  },
});

function sourceOf(api: AwinApi, given: Settings): Source {
  return {
    longestLoad: 366,
    tellsAll: true,
    check: (signal) => check(api, given, signal),
    async load({ account, days, signal }, sink) {
      const feed = await openRowFeed(account, sink);
      const { side, otherCurrencies } = given;
      const commissions = createCommissionFeed(feed, { account, days, otherCurrencies });
      const names = side === "publisher" ? await programmes(api, given, signal) : undefined;
      const { externalId: accountId, zone } = account;
      for await (const found of awinTransactions(api, { side, accountId, days, zone }, signal)) {
        await commissions.add(commissionOf(found, given, names));
      }
      return feed.end(days, commissions.warnings());
    },
    budgets: undefined,
    close: () => api.close(),
  };
}

function commissionOf(
  found: AwinTransaction,
  { side, pricing }: Settings,
  names: ReadonlyMap<string, string> | undefined,
): Commission {
  const partnerId = side === "advertiser" ? found.publisherId : found.advertiserId;
  const bonus = /bonus/i.test(found.type ?? "");
  return {
    partnerId,
    partner: side === "advertiser" ? (found.siteName ?? undefined) : names?.get(partnerId),
    at: found.transactionDate,
    reversed: REVERSED.includes(found.commissionStatus),
    conversions: bonus ? 0 : 1,
    commissionMicros: found.commissionAmount?.amount ?? 0n,
    saleMicros: bonus ? 0n : (found.saleAmount?.amount ?? 0n),
    currency: found.commissionAmount?.currency ?? found.saleAmount?.currency,
    pricing,
  };
}

const programmeList = z.array(z.object({ id, name: z.string() }));

/** Transactions of publishers name programmes by number alone. */
async function programmes(
  api: AwinApi,
  { accountId }: Settings,
  signal: AbortSignal,
): Promise<Map<string, string>> {
  const list = await api.get({
    path: `publishers/${accountId}/programmes?relationship=joined`,
    data: programmeList,
    signal,
  });
  return new Map(list.map(({ id: programme, name }) => [programme, name]));
}

const userAccounts = z.object({
  accounts: z.array(
    z.object({
      accountId: id,
      accountName: z.string(),
      accountType: z.string(),
      userRole: z.string().nullish(),
    }),
  ),
});

async function check(api: AwinApi, given: Settings, signal: AbortSignal): Promise<SourceCheck> {
  const { accountId, side, currency, zone } = given;
  const { accounts } = await api.get({ path: `accounts?type=${side}`, data: userAccounts, signal });
  const found = accounts.find((one) => one.accountId === accountId);
  if (found === undefined) {
    throw new SourceFault(
      "rights",
      `The token's user has no ${side} account ${accountId} in Awin.`,
      {
        next: "Let the user see the account in Awin, or correct accountId and side in the source's settings.",
      },
    );
  }
  return {
    accounts: [
      { externalId: accountId, platform: "awin", name: found.accountName, currency, zone },
    ],
    notes: [
      `Reads transactions as ${found.userRole ?? "a user"} of the ${side} account; changes nothing.`,
      "Commission counts as spend, the sale as value, on the day of the sale; declined transactions count for nothing.",
    ],
  };
}
