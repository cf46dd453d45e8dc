import type { Db } from "../../db/db.ts";
import { deleteProcessed } from "../../db/postbacks.ts";
import { purgeOld } from "../purge-old.ts";

/** Deletes calls that were worked through long ago, of all workspaces; what they have made of conversions stays. */
export async function purgePostbacks(db: Db, now: number): Promise<void> {
  await purgeOld(now, (slice) => deleteProcessed(db, slice));
}
