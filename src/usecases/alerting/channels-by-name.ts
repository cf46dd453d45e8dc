import { type AlertChannelRow, listAlertChannels } from "../../db/alert-channels.ts";
import { channelIds } from "../../db/channel-ids.ts";
import type { Db } from "../../db/db.ts";

/** What is known of channels, found by their ids and by the names that rules call them by. */
export async function channelsByName(
  db: Db,
  workspaceId: number,
): Promise<Map<string, AlertChannelRow>> {
  const rows = await listAlertChannels(db, workspaceId);
  const channels = new Map(rows.map((row) => [row.channel, row]));
  for (const [name, id] of await channelIds(db, workspaceId)) {
    const [byName, byId] = [channels.get(name), channels.get(id)];
    if (byId === undefined) continue;
    channels.set(name, { ...byId, lostReason: byId.lostReason ?? byName?.lostReason ?? null });
  }
  return channels;
}

/** Tells whether two ways to address a channel mean the same one. */
export async function sameChannel(
  db: Db,
  workspaceId: number,
): Promise<(a: string, b: string) => boolean> {
  const ids = await channelIds(db, workspaceId);
  const idOf = (channel: string): string => ids.get(channel) ?? channel;
  return (a, b) => idOf(a) === idOf(b);
}
