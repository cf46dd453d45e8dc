import type { Db } from "../../db/db.ts";
import { forgetMessages } from "../../db/deliveries.ts";
import { moveEpisodes } from "../../db/episode-writes.ts";
import { openEpisodesOf } from "../../db/episodes.ts";
import { channelsByName } from "./channels-by-name.ts";
import { isDigest } from "./root-message.ts";

/**
 * A rule speaks in another channel from now on. Open alerts of which nobody has been told, or whose channel is lost,
 * go there with the next evaluation; the others stay where people have read them.
 */
export async function moveAlerts(
  tx: Db,
  rule: { readonly workspaceId: number; readonly ruleId: number; readonly channel: string },
): Promise<void> {
  const { workspaceId, ruleId, channel } = rule;
  const channels = await channelsByName(tx, workspaceId);
  const moved = (await openEpisodesOf(tx, workspaceId, [ruleId])).filter(
    (row) => row.deliveryKey === null || typeof channels.get(row.channel)?.lostReason === "string",
  );
  await moveEpisodes(tx, workspaceId, {
    episodeIds: moved.map(({ episodeId }) => episodeId),
    channel,
  });
  // A message that tells of several may tell of other rules' alerts too: it stays where it is.
  const alone = moved.flatMap(({ deliveryKey }) =>
    deliveryKey === null || isDigest(deliveryKey) ? [] : [deliveryKey],
  );
  await forgetMessages(tx, workspaceId, alone);
}
