import type { CampaignEstimate } from "../model/campaign-estimate.ts";
import type { Fixture } from "../portfolio.ts";
import type { AccountLimits } from "./budget-limits.ts";

/** Why a campaign has no part in the plan at all. */
export const LEFT_OUT = [
  "paused",
  "ended",
  "no-recent-data",
  "data-unsettled",
  "tracking-broken",
  "other-currency",
  "other-goal",
  "contracted",
  "beyond-the-largest",
] as const;
export type LeftOut = (typeof LEFT_OUT)[number];

/** A campaign that the plan leaves alone, leaves out, or gives nothing to, and why. */
export interface WithheldCampaign {
  readonly campaign: string;
  readonly reason: Fixture | LeftOut | "not-spending";
}

export function withheldCampaigns(
  limits: AccountLimits,
  estimates: readonly CampaignEstimate[],
): WithheldCampaign[] {
  return limits.campaigns.flatMap(({ id, fixed }, i): WithheldCampaign[] => {
    if (fixed !== undefined) return [{ campaign: id, reason: fixed }];
    const under = estimates[i]?.fit.reference.underDelivering === true;
    return under ? [{ campaign: id, reason: "not-spending" }] : [];
  });
}
