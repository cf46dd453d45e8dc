import type { Db } from "../../db/db.ts";
import { adoptOrphans } from "../../db/first-party-conversions.ts";
import { lockPostbacks } from "../../db/postbacks.ts";
import type { Scope } from "../scope.ts";

/** Gives conversions whose campaign was not known to the campaigns that have come since. */
export async function placeOrphans(db: Db, { workspaceId, now }: Scope): Promise<void> {
  await db.transaction(async (tx) => {
    if (await lockPostbacks(tx, workspaceId)) await adoptOrphans(tx, workspaceId, now);
  });
}
