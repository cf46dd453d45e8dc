import { and, eq, isNotNull, sql } from "drizzle-orm";

import type { Db } from "./db.ts";
import { alertChannels } from "./schema/alert-channels.ts";

export type AlertChannelRow = typeof alertChannels.$inferSelect;

type ChannelKey = Pick<AlertChannelRow, "workspaceId" | "channel">;
type ChannelChange = Partial<Omit<AlertChannelRow, "workspaceId" | "channel">>;

export async function listAlertChannels(db: Db, workspaceId: number): Promise<AlertChannelRow[]> {
  return db.orm.select().from(alertChannels).where(eq(alertChannels.workspaceId, workspaceId));
}

export async function findAlertChannel(
  db: Db,
  key: ChannelKey,
): Promise<AlertChannelRow | undefined> {
  const [found] = await db.orm.select().from(alertChannels).where(ofKey(key));
  return found;
}

/** Changes a channel's settings; what is not named stays. */
export async function changeAlertChannel(
  db: Db,
  key: ChannelKey,
  change: ChannelChange,
): Promise<void> {
  const { workspaceId, channel } = key;
  await db.orm
    .insert(alertChannels)
    .values({ workspaceId, channel, ...change })
    .onConflictDoUpdate({
      target: [alertChannels.workspaceId, alertChannels.channel],
      set: change,
    });
}

/** Channels that want a morning digest, of all workspaces. */
export async function channelsWithMornings(db: Db): Promise<AlertChannelRow[]> {
  return db.orm.select().from(alertChannels).where(isNotNull(alertChannels.morningAt));
}

/** True for the one caller that gets a channel's morning; the first sight of a channel only takes note of the tick. */
export async function claimMorning(db: Db, key: ChannelKey, tick: number): Promise<boolean> {
  const at = new Date(tick);
  const claimed = await db.orm
    .update(alertChannels)
    .set({ morningTick: at })
    .where(and(ofKey(key), sql`${alertChannels.morningTick} < ${at}`))
    .returning({ channel: alertChannels.channel });
  return claimed.length > 0;
}

function ofKey(key: ChannelKey) {
  return and(
    eq(alertChannels.workspaceId, key.workspaceId),
    eq(alertChannels.channel, key.channel),
  );
}
