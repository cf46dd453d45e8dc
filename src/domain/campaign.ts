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

/** What a source says of a campaign; an absent field was not in the source and changes nothing. */
export interface CampaignSighting {
  readonly name: string;
  readonly externalId?: string;
  readonly status?: CampaignStatus;
  readonly dailyBudgetMicros?: Micros;
  /** Oldest first, where the source names the budget of each day. */
  readonly budgets?: readonly DatedBudget[];
  readonly target?: Target;
}
