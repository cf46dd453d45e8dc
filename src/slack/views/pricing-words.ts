import type { PricingModel } from "../../domain/campaign.ts";

const WORDS: Readonly<Record<PricingModel, string>> = {
  cpm: "pays per 1,000 impressions",
  cpc: "pays per click",
  cpl: "pays per lead",
  cpa: "pays per sale",
  revenue_share: "pays a share of each sale",
};

/** What a campaign pays for, after its name or "it". */
export function pricingWords(pricing: PricingModel): string {
  return WORDS[pricing];
}
