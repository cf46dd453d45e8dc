import { rebuildDailyTotals, storeDailyTotals } from "../db/daily-totals.ts";
import type { Tx } from "../db/db.ts";
import type { DayRange } from "../domain/day.ts";
import type { Written } from "./load-writer.ts";

/** Brings an account's roll-up up to date with a load; the stored facts are added up only where they have to be. */
export async function rollUpDays(
  tx: Tx,
  range: DayRange & { readonly workspaceId: number; readonly accountId: number },
  { days }: Written,
): Promise<void> {
  if (days === undefined) await rebuildDailyTotals(tx, range);
  else await storeDailyTotals(tx, { ...range, days });
}
