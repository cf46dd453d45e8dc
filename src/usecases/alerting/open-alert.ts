import type { Db } from "../../db/db.ts";
import { findEpisode } from "../../db/episodes.ts";
import type { AlertMessage } from "../../domain/alerting/alert-notes.ts";
import { drawAccountAlert } from "./draw-account-alert.ts";
import { drawAlert, noAlert, type Viewing } from "./draw-alert.ts";

/** An alert of either kind, as its own message shows it. */
export async function openAlert(
  db: Db,
  viewing: Viewing,
  episodeId: number,
): Promise<AlertMessage> {
  const row = await findEpisode(db, { workspaceId: viewing.workspaceId, episodeId });
  if (row === undefined) throw noAlert();
  return row.kind === "rule"
    ? { kind: "alert", alert: await drawAlert(db, viewing, episodeId) }
    : { kind: "account", alert: await drawAccountAlert(db, viewing, episodeId) };
}
