import type { Db } from "../../db/db.ts";
import { episodesOfMessage, findEpisode } from "../../db/episodes.ts";
import type { AlertMessage, AlertNote } from "../../domain/alerting/alert-notes.ts";
import type { Alert } from "../../domain/alerting/alert.ts";
import { drawAccountAlert } from "./draw-account-alert.ts";
import { drawAlert, type Viewing } from "./draw-alert.ts";
import { drawMorning } from "./draw-morning.ts";
import { alertLines } from "./list-alerts.ts";
import { owedMessage, type OwedNote } from "./owed-message.ts";
import { readingFrom } from "./reading.ts";

/** What an owed message says now; undefined for a payload that is no message about alerts. */
export async function composeMessage(
  db: Db,
  viewing: Viewing,
  payload: unknown,
): Promise<AlertMessage | undefined> {
  const parsed = owedMessage.safeParse(payload);
  if (!parsed.success) return undefined;
  const owed = parsed.data;
  switch (owed.kind) {
    case "episode":
      return { kind: "alert", alert: await drawAlert(db, viewing, owed.episodeId) };
    case "note": {
      const alert = await drawAlert(db, viewing, owed.episodeId);
      return { kind: "note", note: noteFrom(owed.note, alert), alert };
    }
    case "digest": {
      const rows = await episodesOfMessage(db, viewing.workspaceId, owed.deliveryKey);
      const alerts = await alertLines(db, viewing, rows);
      return { kind: "digest", digest: { key: owed.deliveryKey, at: owed.at, alerts } };
    }
    case "digest-note": {
      const note = {
        recovered: await linesOf(db, viewing, owed.recovered),
        reminded: await linesOf(db, viewing, owed.reminded),
      };
      return { kind: "digest-note", note };
    }
    case "account":
      return { kind: "account", alert: await drawAccountAlert(db, viewing, owed.episodeId) };
    case "account-over":
      return { kind: "account-over", alert: await drawAccountAlert(db, viewing, owed.episodeId) };
    case "morning":
      return { kind: "morning", morning: await drawMorning(db, viewing, owed) };
    case "channel-lost":
      return owed;
  }
}

async function linesOf(db: Db, viewing: Viewing, episodeIds: readonly number[]) {
  const rows = [];
  for (const episodeId of episodeIds) {
    const row = await findEpisode(db, { workspaceId: viewing.workspaceId, episodeId });
    if (row !== undefined) rows.push(row);
  }
  return alertLines(db, viewing, rows);
}

function noteFrom(note: OwedNote, alert: Alert): AlertNote {
  switch (note.kind) {
    case "reminder":
      return {
        kind: "reminder",
        reading: readingFrom(note.reading) ?? alert.latest,
        firedAt: alert.firedAt,
      };
    case "recovered":
    case "flapping":
      return { kind: note.kind, reading: readingFrom(note.reading) ?? alert.latest };
    default:
      return note;
  }
}
