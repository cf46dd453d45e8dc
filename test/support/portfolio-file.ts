import type { Portfolio } from "../../src/domain/budget/portfolio.ts";
import { decimalString, type Micros } from "../../src/domain/money.ts";

/** A portfolio as `trimtab suggest --portfolio` reads it. */
export function portfolioFile(portfolio: Portfolio) {
  const { asOf, goal, currency, maxStep, totalMicros } = portfolio;
  return {
    asOf,
    goal,
    currency,
    maxStep,
    total: money(totalMicros),
    campaigns: portfolio.campaigns.map((campaign) => ({
      id: campaign.id,
      channel: campaign.channel,
      budget: money(campaign.budgetMicros),
      min: money(campaign.minMicros),
      max: money(campaign.maxMicros),
      locked: campaign.fixed === "locked",
      daily: campaign.daily.map((day) => ({
        date: day.day,
        budget: money(day.budgetMicros),
        spend: money(day.spendMicros),
        impressions: day.impressions,
        clicks: day.clicks,
        conversions: day.conversions,
        value: money(day.valueMicros),
      })),
    })),
    restatements: portfolio.restatements.map(({ channel, day, ageDays, conversions }) => ({
      channel,
      date: day,
      ageDays,
      conversions,
    })),
  };
}

function money(micros: Micros | undefined): string | undefined {
  return micros === undefined ? undefined : decimalString(micros);
}
