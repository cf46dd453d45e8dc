import type { Platform } from "../../domain/platform.ts";

/** A made-up campaign and the numbers around which its days vary. */
export interface DemoCampaign {
  readonly platform: Platform;
  readonly name: string;
  readonly dailyBudget: number;
  /** Cost of a click, clicks per impression, conversions per click: all in the account's currency or as fractions. */
  readonly cpc: number;
  readonly ctr: number;
  readonly cvr: number;
  /** Percent more conversions for one percent more budget: low where a campaign has found nearly all that there is. */
  readonly elasticity: number;
  /** Value of a conversion; 0 for leads, which have none. */
  readonly aov: number;
  readonly targetCpa?: number;
  readonly targetRoas?: number;
  /** From so many days ago on, conversions come at a fraction of their usual rate: the campaign in trouble. */
  readonly trouble?: { readonly sinceDaysAgo: number; readonly cvrFactor: number };
}

export const DEMO_CAMPAIGNS: readonly DemoCampaign[] = [
  {
    platform: "google_ads",
    name: "Brand - Search - US",
    dailyBudget: 420,
    cpc: 0.92,
    ctr: 0.11,
    cvr: 0.085,
    elasticity: 0.3,
    aov: 74,
    targetRoas: 6,
  },
  {
    platform: "google_ads",
    name: "Generic - Search - US",
    dailyBudget: 900,
    cpc: 2.35,
    ctr: 0.041,
    cvr: 0.052,
    elasticity: 0.72,
    aov: 81,
    targetCpa: 48,
    trouble: { sinceDaysAgo: 9, cvrFactor: 0.48 },
  },
  {
    platform: "google_ads",
    name: "Shopping - Running Shoes",
    dailyBudget: 760,
    cpc: 0.71,
    ctr: 0.013,
    cvr: 0.024,
    elasticity: 0.84,
    aov: 96,
    targetRoas: 3,
  },
  {
    platform: "google_ads",
    name: "Performance Max - Winter",
    dailyBudget: 640,
    cpc: 0.84,
    ctr: 0.019,
    cvr: 0.027,
    elasticity: 0.74,
    aov: 88,
    targetRoas: 2.8,
  },
  {
    platform: "meta_ads",
    name: "Prospecting - Broad - US",
    dailyBudget: 820,
    cpc: 1.12,
    ctr: 0.014,
    cvr: 0.021,
    elasticity: 0.7,
    aov: 79,
    targetCpa: 55,
  },
  {
    platform: "meta_ads",
    name: "Prospecting - Lookalike 1%",
    dailyBudget: 560,
    cpc: 1.24,
    ctr: 0.016,
    cvr: 0.026,
    elasticity: 0.72,
    aov: 82,
    targetCpa: 50,
  },
  {
    platform: "meta_ads",
    name: "Retargeting - 30d",
    dailyBudget: 240,
    cpc: 0.96,
    ctr: 0.022,
    cvr: 0.058,
    elasticity: 0.32,
    aov: 91,
    targetRoas: 5,
  },
  {
    platform: "meta_ads",
    name: "Advantage+ Catalog",
    dailyBudget: 480,
    cpc: 0.88,
    ctr: 0.017,
    cvr: 0.029,
    elasticity: 0.7,
    aov: 76,
    targetRoas: 2.5,
  },
  {
    platform: "tiktok_ads",
    name: "Spark Ads - Creators",
    dailyBudget: 350,
    cpc: 0.54,
    ctr: 0.009,
    cvr: 0.011,
    elasticity: 0.66,
    aov: 68,
    targetCpa: 52,
  },
  {
    platform: "tiktok_ads",
    name: "Video Shopping - Gift Guide",
    dailyBudget: 280,
    cpc: 0.49,
    ctr: 0.008,
    cvr: 0.012,
    elasticity: 0.68,
    aov: 64,
    targetRoas: 1.5,
  },
  {
    platform: "linkedin_ads",
    name: "Team Orders - Lead Gen",
    dailyBudget: 300,
    cpc: 7.4,
    ctr: 0.0052,
    cvr: 0.094,
    elasticity: 0.7,
    aov: 0,
    targetCpa: 85,
  },
  {
    platform: "linkedin_ads",
    name: "Corporate Wellness - HR Leads",
    dailyBudget: 220,
    cpc: 8.1,
    ctr: 0.0047,
    cvr: 0.081,
    elasticity: 0.72,
    aov: 0,
    targetCpa: 110,
  },
];
