import { and, eq, isNotNull } from "drizzle-orm";

import type { Db } from "./db.ts";
import { channelGates } from "./schema/channel-gates.ts";

/** The ids of channels by what messages to them are addressed to (`#name` or the id), as far as Slack has told them. */
export async function channelIds(db: Db, workspaceId: number): Promise<Map<string, string>> {
  const rows = await db.orm
    .select({ channel: channelGates.channel, channelId: channelGates.channelId })
    .from(channelGates)
    .where(and(eq(channelGates.workspaceId, workspaceId), isNotNull(channelGates.channelId)));
  return new Map(
    rows.flatMap(({ channel, channelId }) => (channelId === null ? [] : [[channel, channelId]])),
  );
}
