import { addDays, type Day } from "../../day.ts";
import type { Fixture } from "../portfolio.ts";

/** What is known of a campaign that may keep its budget where it is. */
export interface CampaignState {
  readonly locked?: boolean | undefined;
  readonly paused?: boolean | undefined;
  /** A lifetime budget is spent at the platform's pace; a shared one belongs to several campaigns. */
  readonly budgetType?: "daily" | "lifetime" | "shared" | "ad_sets" | undefined;
  readonly learning?: boolean | undefined;
  /** The first day of the budget now. */
  readonly changedOn?: Day | undefined;
}

/** One change in a week: platforms learn anew after each, and so do we. */
export const REST_DAYS = 7;

/** Why a campaign may not be moved, or undefined. A campaign changed in the last `restDays` days rests. */
export function fixtureOf(
  state: CampaignState,
  { asOf, restDays }: { readonly asOf: Day; readonly restDays: number },
): Fixture | undefined {
  if (state.paused === true) return "paused";
  if (state.locked === true) return "locked";
  if (state.budgetType === "lifetime") return "lifetime-budget";
  if (state.budgetType === "shared") return "shared-budget";
  if (state.budgetType === "ad_sets") return "ad-set-budgets";
  if (state.learning === true) return "learning";
  const { changedOn } = state;
  return changedOn !== undefined && changedOn > addDays(asOf, -restDays)
    ? "changed-lately"
    : undefined;
}

/** The first day of the latest budget, where the history shows a change; undefined where it never changed. */
export function lastBudgetChange(
  days: readonly { readonly day: Day; readonly budgetMicros?: bigint | undefined }[],
): Day | undefined {
  let changed: Day | undefined;
  let before: bigint | undefined;
  for (const { day, budgetMicros } of days.toSorted((a, b) => (a.day < b.day ? -1 : 1))) {
    if (budgetMicros === undefined) continue;
    if (before !== undefined && budgetMicros !== before) changed = day;
    before = budgetMicros;
  }
  return changed;
}
