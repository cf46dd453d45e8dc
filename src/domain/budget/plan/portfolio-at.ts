import type { Day } from "../../day.ts";
import type { Portfolio, PortfolioCampaign } from "../portfolio.ts";

/**
 * The portfolio as it stood at the end of an earlier day: later days are forgotten, budgets are those of the day, and
 * limits given in amounts, which are today's, no longer count. What was told of days since then stays told.
 */
export function portfolioAt(portfolio: Portfolio, asOf: Day): Portfolio {
  if (asOf >= portfolio.asOf) return { ...portfolio, asOf };
  return {
    ...portfolio,
    asOf,
    readOn: portfolio.readOn ?? portfolio.asOf,
    totalMicros: undefined,
    campaigns: portfolio.campaigns.map((campaign) => campaignAt(campaign, asOf)),
  };
}

function campaignAt(campaign: PortfolioCampaign, asOf: Day): PortfolioCampaign {
  const daily = campaign.daily.filter(({ day }) => day <= asOf);
  const known = daily
    .filter(({ budgetMicros }) => budgetMicros !== undefined)
    .toSorted((a, b) => (a.day < b.day ? -1 : 1));
  return {
    ...campaign,
    daily,
    budgetMicros: known.at(-1)?.budgetMicros ?? campaign.budgetMicros,
    minMicros: undefined,
    maxMicros: undefined,
  };
}
