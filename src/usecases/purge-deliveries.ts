import type { Db } from "../db/db.ts";
import { deleteFinished } from "../db/finished-deliveries.ts";
import { purgeOld } from "./purge-old.ts";

/** Deletes the records of messages that went out, or were given up, long ago, of all workspaces; in Slack they stay. */
export async function purgeDeliveries(db: Db, now: number): Promise<void> {
  await purgeOld(now, (slice) => deleteFinished(db, slice));
}
