import { z } from "zod";

import { OTHER_CURRENCIES } from "./commission-feed.ts";
import { currency, zone } from "./setting-fields.ts";

/** On which side of the network the account is. */
export const SIDES = ["advertiser", "publisher"] as const;
export type Side = (typeof SIDES)[number];

const CONTRACTS = ["cpa", "revenue_share", "cpl"] as const;

/** What every network's settings have; networks do not say in which zone or currency an account is kept. */
export const affiliateSettings = {
  side: z.enum(SIDES, "must be advertiser or publisher").default("advertiser"),
  currency,
  zone: zone.default("Etc/UTC"),
  /** What sales are paid by where the network does not say. */
  pricing: z.enum(CONTRACTS, `must be one of ${CONTRACTS.join(", ")}`).default("revenue_share"),
  otherCurrencies: z
    .enum(OTHER_CURRENCIES, `must be one of ${OTHER_CURRENCIES.join(", ")}`)
    .default("refuse"),
};
