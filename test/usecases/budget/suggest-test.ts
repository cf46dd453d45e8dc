import { suggestShift } from "../../../src/domain/budget/plan/suggest-shift.ts";
import type { Portfolio } from "../../../src/domain/budget/portfolio.ts";
import { type Day, instantOf } from "../../../src/domain/day.ts";
import {
  suggestFromData,
  type SuggestInput,
} from "../../../src/usecases/budget/suggest-from-data.ts";
import { test as base } from "../../support/fixtures.ts";
import { type CampaignDays, type DaysToLoad, loadDays } from "../../support/load-days.ts";

/** The last day of the small account. */
export const AS_OF = "2026-11-22";

export const test = base.extend<{
  suggest: (input?: SuggestInput) => ReturnType<typeof suggestFromData>;
  load: (days: DaysToLoad, on?: Day) => Promise<void>;
}>({
  suggest: ({ db, scope }, use) =>
    use((input = { asOf: AS_OF }) =>
      suggestFromData(
        { db, suggest: (...asked) => Promise.resolve(suggestShift(...asked)) },
        scope,
        input,
      ),
    ),
  /** As it was loaded in the evening of `on`. */
  load: ({ importing, scope }, use) =>
    use((days, on = "2026-11-23") =>
      loadDays(importing, { ...scope, now: instantOf(on, scope.zone) + 20 * 3_600_000 }, days),
    ),
});

/** Campaigns of a channel as an export has them. */
export function campaignsOf(portfolio: Portfolio, channel?: string): CampaignDays[] {
  return portfolio.campaigns
    .filter((one) => channel === undefined || one.channel === channel)
    .map(({ id, budgetMicros, daily }) => ({ name: id, budgetMicros, daily }));
}
