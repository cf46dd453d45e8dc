import type { Day } from "../domain/day.ts";
import type { Totals } from "../domain/totals.ts";

/** A campaign-day on its way into the database. `campaign` counts in the source's own list of campaigns. */
export interface FactRow extends Totals {
  readonly campaign: number;
  readonly day: Day;
}
