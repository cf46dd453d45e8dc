import type { Db } from "../../db/db.ts";
import { oweDeliveries } from "../../db/deliveries.ts";
import { insertEpisodeEvents, updateEpisodes } from "../../db/episode-writes.ts";
import { type EpisodeRow, openEpisodesOf } from "../../db/episodes.ts";
import type { Scope } from "../scope.ts";
import { progressFrom } from "./episode-record.ts";
import { rootMessages } from "./root-message.ts";

/** Ends what is open under a rule that is no more; its messages say so, without a sound. */
export async function closeRule(db: Db, scope: Scope, ruleId: number): Promise<void> {
  const { workspaceId, now, actor } = scope;
  const open = await openEpisodesOf(db, workspaceId, [ruleId]);
  const turnOf = ({ phase }: EpisodeRow) => (phase === "firing" ? "ended" : "calmed");
  await updateEpisodes(
    db,
    workspaceId,
    open.map((row) => ({
      ...progressFrom(row),
      phase: row.phase === "firing" ? ("resolved" as const) : ("calmed" as const),
      breaching: false,
      ended: row.phase === "firing",
      overAt: now,
    })),
  );
  await insertEpisodeEvents(
    db,
    workspaceId,
    open.map((row) => ({
      episodeId: row.episodeId,
      at: now,
      turn: turnOf(row),
      actor,
      reading: null,
    })),
  );
  await oweDeliveries(db, rootMessages(open, now));
}
