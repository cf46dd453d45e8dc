import { z } from "zod";

import { addDays, dayAt } from "../../domain/day.ts";
import type { Source, SourceCheck } from "../../usecases/source.ts";
import { affiliateSettings } from "../api/affiliate-settings.ts";
import { createApiClient } from "../api/api-client.ts";
import { createCommissionFeed } from "../api/commission-feed.ts";
import { openRowFeed } from "../api/row-feed.ts";
import { address, numericId, secret } from "../api/setting-fields.ts";
import { defineSource, type SourceDeps } from "../source-type.ts";
import { type CjApi, createCjApi, PLATFORM } from "./cj-api.ts";
import { cjCommissions } from "./cj-commissions.ts";
import { settleActions } from "./settle-actions.ts";

const settings = z.object({
  ...affiliateSettings,
  companyId: numericId("your company's CID such as 1234567"),
  /** As people are to see the account. */
  name: z.string("must be the account's name").trim().min(1).optional(),
  baseUrl: address("https://commissions.api.cj.com"),
});

const secrets = z.object({ token: secret("a personal access token from developers.cj.com") });

type Settings = z.infer<typeof settings>;

/** CJ's commissions: what is paid as spend, by publisher (of an advertiser) or programme (of a publisher) and day. */
export const cjSource = defineSource({
  kind: "cj",
  // Corrections come until a commission is locked.
  trailingDays: 90,
  settings,
  secrets,
  create(given, { token }, deps) {
    const client = createApiClient(PLATFORM, deps.retry);
    return sourceOf(createCjApi(client, { baseUrl: given.baseUrl, token }), given, deps);
  },
});

function sourceOf(api: CjApi, given: Settings, { now }: SourceDeps): Source {
  const { side, companyId, currency, zone, pricing } = given;
  const inDollars = currency === "USD";
  return {
    longestLoad: 366,
    tellsAll: true,
    async check(signal): Promise<SourceCheck> {
      const today = dayAt(now(), zone);
      const days = { from: addDays(today, -1), to: today };
      const found = cjCommissions(api, { side, companyId, days, zone, inDollars }, signal);
      for await (const _ of found);
      const name = given.name ?? `CJ ${companyId}`;
      return {
        accounts: [{ externalId: companyId, platform: "cj", name, currency, zone }],
        notes: [
          `Reads commissions of the ${side} ${companyId}; changes nothing.`,
          inDollars
            ? "Amounts are those that CJ gives in US dollars."
            : `Amounts are in the currency of the company's account, which CJ does not name: it must be ${currency}.`,
          "Commission counts as spend, the sale as value, on the day of the event; what corrections take back counts for nothing.",
        ],
      };
    },
    async load({ account, days, signal }, sink) {
      const feed = await openRowFeed(account, sink);
      const { otherCurrencies } = given;
      const commissions = createCommissionFeed(feed, { account, days, otherCurrencies });
      const query = { side, companyId: account.externalId, days, zone: account.zone, inDollars };
      for await (const records of cjCommissions(api, query, signal)) {
        for (const commission of settleActions(records, pricing)) {
          await commissions.add(commission);
        }
      }
      return feed.end(days, commissions.warnings());
    },
    budgets: undefined,
    close: () => api.close(),
  };
}
