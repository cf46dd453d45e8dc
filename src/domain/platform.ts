export const PLATFORMS = [
  "google_ads",
  "meta_ads",
  "tiktok_ads",
  "linkedin_ads",
  "microsoft_ads",
  "pinterest_ads",
  "amazon_ads",
  "awin",
  "cj",
  "impact",
  "generic",
] as const;

/** Where an account's campaigns run; `generic` for a table of unknown origin. */
export type Platform = (typeof PLATFORMS)[number];

const NAMES: Readonly<Record<Platform, string>> = {
  google_ads: "Google Ads",
  meta_ads: "Meta Ads",
  tiktok_ads: "TikTok Ads",
  linkedin_ads: "LinkedIn Ads",
  microsoft_ads: "Microsoft Ads",
  pinterest_ads: "Pinterest Ads",
  amazon_ads: "Amazon Ads",
  awin: "Awin",
  cj: "CJ",
  impact: "Impact",
  generic: "Other",
};

/** The platform as people write it. */
export function platformName(platform: Platform): string {
  return NAMES[platform];
}
