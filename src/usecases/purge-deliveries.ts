import type { Db } from "../db/db.ts";
import { deleteFinished } from "../db/finished-deliveries.ts";

/** Long enough to look at what was said, and why something was not. */
const KEPT_MS = 90 * 86_400_000;
const SLICE = 10_000;

/** Deletes the records of messages that went out, or were given up, long ago, of all workspaces; in Slack they stay. */
export async function purgeDeliveries(db: Db, now: number): Promise<void> {
  const before = now - KEPT_MS;
  while ((await deleteFinished(db, { before, limit: SLICE })) === SLICE);
}
