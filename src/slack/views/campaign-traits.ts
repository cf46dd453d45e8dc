import type { CampaignSummary } from "../../domain/summary.ts";
import { formatMoney, formatPercent, type NumberStyle } from "./format.ts";
import { pricingWords } from "./pricing-words.ts";

/** What is known of a campaign beside its numbers: its budget, what it pays for, what holds it back; a few words each. */
export function campaignTraits(summary: CampaignSummary, style: NumberStyle): string[] {
  const { pricing, learning, budgetLostShare: lost } = summary;
  return [
    budgetWords(summary, style),
    pricing === undefined ? undefined : pricingWords(pricing),
    learning === true ? "learning" : undefined,
    lost === undefined || lost <= 0
      ? undefined
      : `lost ${lost < 0.01 ? "under " : ""}${formatPercent(Math.max(lost, 0.01), style.locale, 0)} of impressions to budget`,
  ].filter((words) => words !== undefined);
}

function budgetWords(
  { budgetKind, dailyBudgetMicros: micros }: CampaignSummary,
  style: NumberStyle,
): string | undefined {
  const amount = micros === undefined ? undefined : formatMoney(micros, style);
  switch (budgetKind) {
    case "shared":
      return amount === undefined ? "shared budget" : `shared budget ${amount} a day`;
    case "total":
      return "one budget for its whole run";
    case "ad_sets":
      return "budgets on its ad sets";
    case "daily":
    case undefined:
      return amount === undefined ? undefined : `daily budget ${amount}`;
  }
}
