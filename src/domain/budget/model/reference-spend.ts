import { at } from "../at.ts";
import type { CampaignSeries } from "./account-series.ts";

const DELIVERY_DAYS = 14;
const UNDER_DELIVERY = 0.9;

/** The spend that a campaign's curve is fitted around. */
export interface ReferenceSpend {
  /** Major units a day; 0 for a campaign that has never spent. */
  readonly spend: number;
  /** Σspend/Σbudget of the last 14 days; 1 where no budget is known. */
  readonly delivery: number;
  /** It does not spend its budget: more of it buys nothing, and less costs nothing down to `spend`. */
  readonly underDelivering: boolean;
}

/** r = B, or B·d where delivery d < 0.9; a paused campaign's own mean spend on the days that can be used. */
export function referenceSpend(series: CampaignSeries, usable: Uint8Array): ReferenceSpend {
  const { spend, currentBudget } = series;
  if (currentBudget <= 0) {
    return { spend: meanSpend(spend, usable), delivery: 1, underDelivering: false };
  }
  const delivery = deliveryOf(series);
  const underDelivering = delivery < UNDER_DELIVERY;
  return {
    spend: underDelivering ? currentBudget * delivery : currentBudget,
    delivery,
    underDelivering,
  };
}

function deliveryOf({ spend, budget }: CampaignSeries): number {
  let spent = 0;
  let allowed = 0;
  for (let row = Math.max(0, spend.length - DELIVERY_DAYS); row < spend.length; row++) {
    if (!(at(budget, row) > 0)) continue;
    spent += at(spend, row);
    allowed += at(budget, row);
  }
  return allowed > 0 ? spent / allowed : 1;
}

function meanSpend(spend: Float64Array, usable: Uint8Array): number {
  let total = 0;
  let days = 0;
  for (const [row, amount] of spend.entries()) {
    if (at(usable, row) === 0) continue;
    total += amount;
    days += 1;
  }
  return days === 0 ? 0 : total / days;
}
