import type { ReadOutcome } from "../export-file.ts";

/** A platform says what a campaign's budget is now: of a load that ends before today it would be a budget of the past. */
export function currentOnly(outcome: ReadOutcome, current: boolean): ReadOutcome {
  if (current || outcome.kind !== "read") return outcome;
  return {
    ...outcome,
    campaigns: outcome.campaigns.map(({ dailyBudgetMicros: _now, ...campaign }) => campaign),
  };
}
