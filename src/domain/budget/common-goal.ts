import type { Micros } from "../money.ts";
import type { Totals } from "../totals.ts";
import type { Goal } from "./portfolio.ts";

/** What a campaign's conversions are counted in; undefined for one that has none yet, which fits any goal. */
export function goalOf({ conversions, valueMicros }: Totals): Goal | undefined {
  if (valueMicros > 0n) return "value";
  return conversions > 0 ? "conversions" : undefined;
}

/**
 * One goal for campaigns that are to share a budget: the one that most of the spend is for. Value and bare conversions
 * cannot be weighed against each other, so those of the other goal have no part.
 */
export function commonGoal(campaigns: readonly Totals[]): Goal {
  const spend = (goal: Goal): Micros =>
    campaigns
      .filter((totals) => goalOf(totals) === goal)
      .reduce((sum, { spendMicros }) => sum + spendMicros, 0n);
  const [value, conversions] = [spend("value"), spend("conversions")];
  return value > 0n && value >= conversions ? "value" : "conversions";
}
