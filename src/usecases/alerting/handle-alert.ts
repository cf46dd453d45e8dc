import { recordAudit } from "../../db/audit.ts";
import type { Db } from "../../db/db.ts";
import { oweDeliveries, oweDelivery } from "../../db/deliveries.ts";
import { insertEpisodeEvents } from "../../db/episode-writes.ts";
import {
  acknowledgeEpisode,
  type EpisodeRow,
  episodesOfMessage,
  findEpisode,
  snoozeEpisode,
} from "../../db/episodes.ts";
import { Conflict } from "../errors.ts";
import type { Scope } from "../scope.ts";
import { noAlert } from "./draw-alert.ts";
import type { OwedNote } from "./owed-message.ts";
import { isDigest, rootMessage } from "./root-message.ts";

const HOUR_MS = 3_600_000;

/** Somebody has seen an alert and sees to it: it is not repeated any more. The first of two is told so to the second. */
export async function acknowledgeAlert(
  db: Db,
  scope: Scope,
  { episodeId }: { readonly episodeId: number },
): Promise<void> {
  await db.transaction(async (tx) => {
    const deed = { by: scope.actor, at: scope.now };
    const row = await acknowledgeEpisode(tx, keyOf(scope, episodeId), deed);
    if (row === undefined) throw await tooLate(tx, scope, { episodeId, turn: "acknowledged" });
    await handled(tx, scope, {
      row,
      turn: "acknowledged",
      note: { kind: "acknowledged", by: scope.actor },
    });
  });
}

/** The same for all alerts of one message that nobody has seen yet; says how many there were. */
export async function acknowledgeAll(
  db: Db,
  scope: Scope,
  { deliveryKey }: { readonly deliveryKey: string },
): Promise<number> {
  return db.transaction(async (tx) => {
    const rows = await episodesOfMessage(tx, scope.workspaceId, deliveryKey);
    const deed = { by: scope.actor, at: scope.now };
    let count = 0;
    for (const { episodeId } of rows) {
      const row = await acknowledgeEpisode(tx, keyOf(scope, episodeId), deed);
      if (row === undefined) continue;
      count += 1;
      await handled(tx, scope, { row, turn: "acknowledged" });
    }
    if (count === 0) {
      const [first] = rows;
      if (first === undefined) throw noAlert();
      throw await tooLate(tx, scope, { ...first, turn: "acknowledged" });
    }
    return count;
  });
}

/** Keeps an alert quiet for some hours; it goes on being judged, and its message shows how it stands. */
export async function snoozeAlert(
  db: Db,
  scope: Scope,
  { episodeId, hours }: { readonly episodeId: number; readonly hours: number },
): Promise<number> {
  const until = scope.now + hours * HOUR_MS;
  await db.transaction(async (tx) => {
    const deed = { by: scope.actor, at: scope.now, until };
    const row = await snoozeEpisode(tx, keyOf(scope, episodeId), deed);
    if (row === undefined) throw await tooLate(tx, scope, { episodeId, turn: "snoozed" });
    const note = { kind: "snoozed", by: scope.actor, until } as const;
    await handled(tx, scope, { row, turn: "snoozed", note });
  });
  return until;
}

async function handled(
  tx: Db,
  scope: Scope,
  deed: {
    readonly row: EpisodeRow;
    readonly turn: "acknowledged" | "snoozed";
    readonly note?: OwedNote;
  },
): Promise<void> {
  const { workspaceId, actor, now } = scope;
  const { row, turn, note } = deed;
  const { episodeId } = row;
  await insertEpisodeEvents(tx, workspaceId, [{ episodeId, at: now, turn, actor, reading: null }]);
  await recordAudit(tx, {
    workspaceId,
    at: now,
    actor,
    verb: turn === "acknowledged" ? "alert.acknowledge" : "alert.snooze",
    subject: `episode:${episodeId}`,
    details: { until: row.snoozedUntil?.toISOString() ?? null },
  });
  const root = rootMessage(row, now);
  if (root === undefined) return;
  await oweDelivery(tx, root);
  // In a message that tells of many, its table says who has seen what.
  if (note === undefined || isDigest(root.deliveryKey) || row.kind !== "rule") return;
  await oweDeliveries(tx, [
    {
      ...root,
      deliveryKey: `${root.deliveryKey}:${note.kind}:${now}`,
      threadKey: root.deliveryKey,
      payload: { kind: "note", episodeId, note },
    },
  ]);
}

async function tooLate(
  db: Db,
  scope: Scope,
  deed: { readonly episodeId: number; readonly turn: "acknowledged" | "snoozed" },
): Promise<Error> {
  const row = await findEpisode(db, keyOf(scope, deed.episodeId));
  if (row === undefined) return noAlert();
  if (row.phase !== "firing") {
    return new Conflict("That alert is over already: there is nothing left to see to.");
  }
  if (deed.turn === "acknowledged") {
    return new Conflict(
      "That alert has been acknowledged already.",
      row.acknowledgedBy ?? undefined,
    );
  }
  return new Conflict(
    "That alert is snoozed at least as long already.",
    row.snoozedBy ?? undefined,
  );
}

function keyOf({ workspaceId }: Scope, episodeId: number) {
  return { workspaceId, episodeId };
}
