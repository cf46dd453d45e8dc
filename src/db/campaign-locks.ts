import { and, eq, gte, isNull, or } from "drizzle-orm";

import type { Day } from "../domain/day.ts";
import type { Db } from "./db.ts";
import { campaignLocks } from "./schema/campaign-locks.ts";

export type CampaignLockRow = typeof campaignLocks.$inferSelect;

/** Those that hold on a day. */
export async function locksOn(
  db: Db,
  { workspaceId, day }: { readonly workspaceId: number; readonly day: Day },
): Promise<CampaignLockRow[]> {
  return db.orm
    .select()
    .from(campaignLocks)
    .where(
      and(
        eq(campaignLocks.workspaceId, workspaceId),
        or(isNull(campaignLocks.until), gte(campaignLocks.until, day)),
      ),
    )
    .orderBy(campaignLocks.campaignId);
}

/** One lock to a campaign: a new one takes the old one's place. */
export async function setLock(db: Db, row: CampaignLockRow): Promise<void> {
  const { workspaceId: _, campaignId: __, ...rest } = row;
  await db.orm
    .insert(campaignLocks)
    .values(row)
    .onConflictDoUpdate({
      target: [campaignLocks.workspaceId, campaignLocks.campaignId],
      set: rest,
    });
}

/** False where there was none. */
export async function removeLock(
  db: Db,
  { workspaceId, campaignId }: Pick<CampaignLockRow, "workspaceId" | "campaignId">,
): Promise<boolean> {
  const rows = await db.orm
    .delete(campaignLocks)
    .where(
      and(eq(campaignLocks.workspaceId, workspaceId), eq(campaignLocks.campaignId, campaignId)),
    )
    .returning({ campaignId: campaignLocks.campaignId });
  return rows.length > 0;
}
