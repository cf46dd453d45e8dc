import type { Day } from "./day.ts";
import type { Micros } from "./money.ts";
import type { Platform } from "./platform.ts";

export const CAMPAIGN_STATUSES = ["active", "paused", "ended", "unknown"] as const;
export type CampaignStatus = (typeof CAMPAIGN_STATUSES)[number];

/** What a campaign is judged by: the cost of a conversion (micros), or value returned per unit of spend (a ratio). */
export type Target =
  | { readonly metric: "cpa"; readonly micros: Micros }
  | { readonly metric: "roas"; readonly ratio: number };

/** A campaign as people refer to it. */
export interface CampaignLabel {
  readonly id: number;
  readonly name: string;
  readonly platform: Platform;
  readonly account: string;
  readonly status: CampaignStatus;
}

/** A daily budget, in force from a day on. */
export interface DatedBudget {
  readonly day: Day;
  readonly micros: Micros;
}

/**
 * What a campaign's budget is. `daily`: a day's, its own or that of its only ad set; `shared`: a change moves other
 * campaigns too; `total`: for its whole run; `ad_sets`: it has none, several ad sets have.
 */
export const BUDGET_KINDS = ["daily", "shared", "total", "ad_sets"] as const;
export type BudgetKind = (typeof BUDGET_KINDS)[number];

/** What an advertiser pays for. The last three are contracts on results: their cost a conversion is agreed, not earned. */
export const PRICING_MODELS = ["cpm", "cpc", "cpl", "cpa", "revenue_share"] as const;
export type PricingModel = (typeof PRICING_MODELS)[number];

/** True where the payout for a result is contracted: then a CPA says what was agreed, and nothing of performance. */
export function isContracted(pricing: PricingModel | undefined): boolean {
  return pricing === "cpl" || pricing === "cpa" || pricing === "revenue_share";
}

/** What a source says of a campaign; an absent field was not in the source and changes nothing. */
export interface CampaignSighting {
  readonly name: string;
  readonly externalId?: string;
  readonly status?: CampaignStatus;
  readonly dailyBudgetMicros?: Micros;
  /** Oldest first, where the source names the budget of each day. */
  readonly budgets?: readonly DatedBudget[];
  readonly target?: Target;
  readonly budgetKind?: BudgetKind;
  readonly pricing?: PricingModel;
  /** The platform is still learning how to deliver it. */
  readonly learning?: boolean;
  /** Share of impressions that it missed for want of budget, 0 to 1. */
  readonly budgetLostShare?: number;
}
