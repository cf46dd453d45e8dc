import type { OwedDelivery } from "../../db/deliveries.ts";
import type { EpisodeRow } from "../../db/episodes.ts";
import type { OwedMessage } from "./owed-message.ts";

/** The message that tells of an episode, to be drawn anew; undefined where nobody has been told. */
export function rootMessage(row: EpisodeRow, now: number): OwedDelivery | undefined {
  const { workspaceId, deliveryKey, channel } = row;
  if (deliveryKey === null) return undefined;
  return {
    workspaceId,
    deliveryKey,
    channel,
    payload: rootPayload(row, deliveryKey),
    dueAt: now,
    now,
  };
}

/** The messages that tell of these episodes, each once, to be drawn anew. */
export function rootMessages(rows: readonly EpisodeRow[], now: number): OwedDelivery[] {
  const byKey = new Map<string, OwedDelivery>();
  for (const row of rows) {
    const message = rootMessage(row, now);
    if (message !== undefined) byKey.set(message.deliveryKey, message);
  }
  return [...byKey.values()];
}

const DIGEST = "digest:";

export function digestKey(channel: string, tick: number): string {
  return `${DIGEST}${channel}:${tick}`;
}

export function isDigest(deliveryKey: string): boolean {
  return deliveryKey.startsWith(DIGEST);
}

export function rootPayload(
  { episodeId, kind }: { readonly episodeId: number; readonly kind: string },
  deliveryKey: string,
): OwedMessage {
  if (isDigest(deliveryKey)) return { kind: "digest", deliveryKey, at: tickOf(deliveryKey) };
  return kind === "rule" ? { kind: "episode", episodeId } : { kind: "account", episodeId };
}

function tickOf(key: string): number {
  return Number(key.slice(key.lastIndexOf(":") + 1));
}
