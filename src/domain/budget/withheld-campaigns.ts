import type { AccountLimits } from "./budget-limits.ts";
import type { CampaignEstimate } from "./campaign-estimate.ts";
import type { Fixture } from "./portfolio.ts";

/** A campaign that the plan leaves alone, or gives nothing to, and why. */
export interface WithheldCampaign {
  readonly campaign: string;
  readonly reason: Fixture | "not-spending";
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
