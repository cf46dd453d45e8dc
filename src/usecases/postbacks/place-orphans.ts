import type { Db } from "../../db/db.ts";
import {
  adoptOrphans,
  conversionsLike,
  deleteConversions,
  storeConversions,
} from "../../db/first-party-conversions.ts";
import { lockPostbacks } from "../../db/postbacks.ts";
import { rejoinConversions } from "../../domain/source/join-conversions.ts";
import type { Scope } from "../scope.ts";

const SLICE = 1_000;

/**
 * Gives conversions whose campaign was not known to the campaigns that have come since. Calls that named one campaign
 * in two ways were taken for two conversions; they are one from now on.
 */
export async function placeOrphans(db: Db, scope: Scope): Promise<void> {
  const { workspaceId, now } = scope;
  await db.transaction(async (tx) => {
    if (!(await lockPostbacks(tx, workspaceId))) return;
    const adopted = await adoptOrphans(tx, workspaceId, now);
    for (let at = 0; at < adopted.length; at += SLICE) {
      const known = await conversionsLike(tx, workspaceId, adopted.slice(at, at + SLICE));
      const { list, gone } = rejoinConversions(known);
      if (gone.length === 0) continue;
      await deleteConversions(tx, workspaceId, gone);
      await storeConversions(tx, { ...scope, list });
    }
  });
}
