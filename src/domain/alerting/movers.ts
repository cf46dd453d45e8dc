import type { CampaignLabel } from "../campaign.ts";
import { kpisOf } from "../kpi.ts";
import { addTotals, sumTotals, type Totals } from "../totals.ts";

export interface CampaignChange {
  readonly campaign: CampaignLabel;
  readonly current: Totals;
  readonly previous: Totals;
}

/** A campaign that moved its account's KPI. */
export interface Mover {
  readonly campaign: CampaignLabel;
  /** The account's KPI now, less what it would be had this campaign stayed as it was before. */
  readonly effect: number;
}

/** The campaigns that moved an account's CPA or ROAS most, strongest first: each left out of the change in turn. */
export function movers(
  metric: "cpa" | "roas",
  campaigns: readonly CampaignChange[],
  limit: number,
): Mover[] {
  const total = sumTotals(campaigns.map(({ current }) => current));
  const now = kpisOf(total)[metric];
  if (now === undefined) return [];
  return campaigns
    .flatMap(({ campaign, current, previous }) => {
      const without = kpisOf(addTotals(addTotals(total, negative(current)), previous))[metric];
      const effect = without === undefined ? 0 : now - without;
      return effect === 0 ? [] : [{ campaign, effect }];
    })
    .toSorted((a, b) => Math.abs(b.effect) - Math.abs(a.effect))
    .slice(0, limit);
}

function negative(totals: Totals): Totals {
  return {
    spendMicros: -totals.spendMicros,
    impressions: -totals.impressions,
    clicks: -totals.clicks,
    conversions: -totals.conversions,
    valueMicros: -totals.valueMicros,
  };
}
