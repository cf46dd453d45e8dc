import { readFileSync } from "node:fs";

import type { PlannedBudget, Suggestion } from "../../../src/domain/budget/plan/suggestion.ts";
import type { Portfolio, PortfolioCampaign } from "../../../src/domain/budget/portfolio.ts";
import { readPortfolio } from "../../../src/sources/portfolio/read-portfolio.ts";

export const SMALL_ACCOUNT_FILE = new URL("recorded/small-account.json", import.meta.url);

/** A recorded simulated account: four campaigns, 60 days, much to gain. */
export function smallAccount(): Portfolio {
  const read = readPortfolio(JSON.parse(readFileSync(SMALL_ACCOUNT_FILE, "utf8")));
  if (read.kind === "faults") throw new Error(read.faults.join("\n"));
  return read.portfolio;
}

/** The portfolio with one campaign changed. */
export function withCampaign(
  portfolio: Portfolio,
  id: string,
  change: (campaign: PortfolioCampaign) => Partial<PortfolioCampaign>,
): Portfolio {
  return {
    ...portfolio,
    campaigns: portfolio.campaigns.map((one) => (one.id === id ? { ...one, ...change(one) } : one)),
  };
}

export function budgetsOf(suggestion: Suggestion): readonly PlannedBudget[] {
  return suggestion.kind === "shift" ? suggestion.plan.budgets : suggestion.budgets;
}

export function afterOf(suggestion: Suggestion): Record<string, bigint> {
  return Object.fromEntries(
    budgetsOf(suggestion).map(({ campaign, afterMicros }) => [campaign, afterMicros]),
  );
}

export function silenceOf(suggestion: Suggestion): string {
  return suggestion.kind === "shift" ? "a shift" : suggestion.silence.kind;
}
