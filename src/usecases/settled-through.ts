import type { Account } from "../db/accounts.ts";
import type { Db } from "../db/db.ts";
import { type Day, dayAt } from "../domain/day.ts";
import { settledThrough as lastSettledDay } from "../domain/lag/account-lag.ts";
import { accountLag } from "./account-lag.ts";

/**
 * The last day of an account whose conversions are in; undefined where nothing is known of its lag. Figures were read on
 * the day of the last load; a look back at an earlier instant (milliseconds since 1970) has them as they were then.
 */
export async function settledThrough(
  db: Db,
  { workspaceId, accountId, platform, timeZone: zone, loadedAt: loaded }: Account,
  at: number,
): Promise<Day | undefined> {
  if (loaded === null) return undefined;
  const loadedAt = loaded.getTime();
  const lag = await accountLag(db, { workspaceId, accountId, platform, zone, loadedAt });
  return lag && lastSettledDay(lag, dayAt(Math.min(at, loadedAt), zone));
}
