import type { Platform } from "../platform.ts";

export const SOURCE_KINDS = [
  "google_ads",
  "meta_ads",
  "tiktok_ads",
  "linkedin_ads",
  "microsoft_ads",
  "awin",
  "cj",
  "impact",
  "sql",
  "simulated",
] as const;

/** Where numbers come from by themselves: a platform's API, a network's, a team's own tables, or a made-up platform. */
export type SourceKind = (typeof SOURCE_KINDS)[number];

const NAMES: Readonly<Record<SourceKind, string>> = {
  google_ads: "Google Ads",
  meta_ads: "Meta Ads",
  tiktok_ads: "TikTok Ads",
  linkedin_ads: "LinkedIn Ads",
  microsoft_ads: "Microsoft Ads",
  awin: "Awin",
  cj: "CJ",
  impact: "Impact",
  sql: "SQL",
  simulated: "Simulated platform",
};

/** The kind as people write it. */
export function sourceKindName(kind: SourceKind): string {
  return NAMES[kind];
}

/** An ad account as its platform describes it. */
export interface SourceAccount {
  /** The platform's own id. */
  readonly externalId: string;
  readonly platform: Platform;
  readonly name: string;
  /** ISO 4217. */
  readonly currency: string;
  /** IANA: where its days are cut. */
  readonly zone: string;
}

/** True where budgets can be written back: elsewhere people make the changes by hand. */
export function writesBudgets(kind: SourceKind): boolean {
  return kind === "google_ads" || kind === "meta_ads" || kind === "simulated";
}
