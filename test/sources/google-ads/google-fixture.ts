import { generateKeyPairSync } from "node:crypto";

import type { SourceAccount } from "../../../src/domain/source/source-kind.ts";
import { googleAdsSource } from "../../../src/sources/google-ads/google-ads-source.ts";
import type { Source } from "../../../src/usecases/source.ts";
import { type GoogleAccount, type GoogleDouble, startGoogleDouble } from "./google-double.ts";

export const RETRY = { attempts: 3, firstWaitMs: 1, longestWaitMs: 20 };
const NOW = Date.UTC(2026, 10, 24, 12);

export const ACCOUNT: SourceAccount = {
  externalId: "1234567890",
  platform: "google_ads",
  name: "Shop",
  currency: "USD",
  zone: "America/New_York",
};

export const CONSENT = { clientId: "client", clientSecret: "secret", refreshToken: "refresh" };

export function serviceAccount(): object {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const key = privateKey.export({ type: "pkcs8", format: "pem" });
  return { serviceAccount: { client_email: "bot@project.iam", private_key: key } };
}

export function googleAccount(more: Partial<GoogleAccount> = {}): GoogleAccount {
  return {
    id: "1234567890",
    name: "Shop",
    currency: "USD",
    zone: "America/New_York",
    campaigns: [
      {
        id: "7",
        name: "Brand",
        budget: { id: "70", amountMicros: "50000000" },
        loss: 0.25,
        days: {
          "2026-11-01": metrics("12340000", 2.5),
          "2026-11-02": metrics("9007199254740993", 0),
          "2026-11-03": metrics("1000000", 1),
        },
      },
      { id: "8", name: "Idle", status: "PAUSED", budget: { id: "80", amountMicros: "1000000" } },
    ],
    ...more,
  };
}

function metrics(costMicros: string, conversions: number): object {
  return { costMicros, impressions: "1000", clicks: "40", conversions, conversionsValue: 99.99 };
}

/** The client on a double of its own, and both ended. */
export async function openGoogle(
  given: {
    readonly account?: GoogleAccount;
    readonly settings?: object;
    readonly secrets?: object;
  } = {},
): Promise<{
  readonly double: GoogleDouble;
  readonly source: Source;
  readonly end: () => Promise<void>;
}> {
  const double = await startGoogleDouble(given.account ?? googleAccount());
  const opened = googleAdsSource.open(
    {
      settings: {
        customerId: "123-456-7890",
        baseUrl: `${double.url}/`,
        tokenUrl: `${double.url}/token`,
        ...given.settings,
      },
      secrets: given.secrets ?? CONSENT,
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
