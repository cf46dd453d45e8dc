import { addDays, type Day } from "../day.ts";
import type { Micros } from "../money.ts";
import type { DailyTotals } from "../summary.ts";
import type { BudgetedDay } from "./portfolio.ts";

const CURRENT_DAYS = 5;

/**
 * A campaign's days with what is known of their budgets where only today's budget is known and no change of it.
 *
 * The last 5 days are taken to have run at today's budget: so long a look tells a campaign that cannot spend its budget
 * from one that does. Earlier days stay without a budget, and their blocks are then plain weeks of what was spent.
 * Neither today's budget nor a level read off the spend is written into the past: the first would make budgets that
 * have changed look unspent, the second would call changes of demand changes of budget, in the fit and to people.
 *
 * On 30 simulated accounts the gated engine finds .84 of the possible gain this way, .85 with the true history, .65
 * without any day's budget.
 */
export function daysAtBudget(
  daily: readonly DailyTotals[],
  { budgetMicros, asOf }: { readonly budgetMicros: Micros | undefined; readonly asOf: Day },
): BudgetedDay[] {
  const since = addDays(asOf, 1 - CURRENT_DAYS);
  return daily.map((day) => (day.day < since ? day : { ...day, budgetMicros }));
}
