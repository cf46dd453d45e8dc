import type { Db } from "../db/db.ts";
import { lagCellsOf } from "../db/lag-cells.ts";
import { addDays, dayAt } from "../domain/day.ts";
import { type AccountLag, LAG_DAYS, learnLag, OLDEST_LAG_AGE } from "../domain/lag/account-lag.ts";
import type { Platform } from "../domain/platform.ts";

/** An account with its last load. */
export interface LoadedAccount {
  readonly workspaceId: number;
  readonly accountId: number;
  readonly platform: Platform;
  readonly zone: string;
  /** Milliseconds since 1970. */
  readonly loadedAt: number;
}

interface Known {
  readonly loadedAt: number;
  readonly lag: Promise<AccountLag | undefined>;
}

/** Nothing new is to be learnt before the next load, so answers are kept until then, for so many accounts. */
const MOST_KNOWN = 200;
const known = new WeakMap<Db, Map<string, Known>>();

/** How late an account's conversions come, learnt from its loads so far; undefined where nothing is known of it. */
export function accountLag(db: Db, account: LoadedAccount): Promise<AccountLag | undefined> {
  const answers = known.get(db) ?? new Map<string, Known>();
  known.set(db, answers);
  const key = `${account.workspaceId} ${account.accountId}`;
  const found = answers.get(key);
  if (found?.loadedAt === account.loadedAt) return found.lag;
  if (answers.size >= MOST_KNOWN) answers.clear();
  const lag = learn(db, account);
  answers.set(key, { loadedAt: account.loadedAt, lag });
  lag.catch(() => answers.delete(key));
  return lag;
}

async function learn(
  db: Db,
  { workspaceId, accountId, platform, zone, loadedAt }: LoadedAccount,
): Promise<AccountLag | undefined> {
  const readOn = dayAt(loadedAt, zone);
  const cells = await lagCellsOf(db, {
    workspaceId,
    accountId,
    from: addDays(readOn, -LAG_DAYS),
    to: addDays(readOn, -1),
    oldestAge: OLDEST_LAG_AGE,
  });
  return learnLag(cells, platform);
}
