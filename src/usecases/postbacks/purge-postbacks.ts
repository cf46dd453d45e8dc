import type { Db } from "../../db/db.ts";
import { deleteProcessed } from "../../db/postbacks.ts";

/** Calls are kept for so long after they have been worked through: long enough to look at what a tracker has sent. */
const KEPT_MS = 90 * 86_400_000;
const SLICE = 10_000;

/** Deletes calls that were worked through long ago, of all workspaces; what they have made of conversions stays. */
export async function purgePostbacks(db: Db, now: number): Promise<void> {
  const before = now - KEPT_MS;
  while ((await deleteProcessed(db, { before, limit: SLICE })) === SLICE);
}
