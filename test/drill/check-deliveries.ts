import type { Message } from "../../src/sandbox/messages.ts";
import { readDeliveryMark } from "../../src/slack/delivery/delivery-metadata.ts";
import type { Aftermath, FinalDelivery } from "./drill-work.ts";
import { groupBy } from "./group-by.ts";

/** What must not be, and what it befell. */
export interface DeliveryFaults {
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  readonly stale: readonly string[];
  readonly misplaced: readonly string[];
  readonly unowed: readonly string[];
}

/** Compares what was owed with what stands in Slack, message by message. */
export function checkDeliveries({ deliveries, messages }: Aftermath): DeliveryFaults {
  const standing = groupBy(messages, (message) => keyOf(message) ?? "");
  const byKey = new Map(deliveries.map((row) => [row.delivery_key, row]));
  const keys = (isWrong: (row: FinalDelivery, found: readonly Message[]) => boolean): string[] =>
    deliveries
      .filter((row) => isWrong(row, standing.get(row.delivery_key) ?? []))
      .map((row) => `${row.delivery_key} (${row.state}, ${row.last_error ?? "no error"})`);
  return {
    lost: keys((row, found) => found.length === 0 || row.state !== "sent"),
    doubled: keys((_, found) => found.length > 1),
    stale: keys((row, [first]) => first !== undefined && isStale(row, first)),
    misplaced: [
      ...keys((row, [first]) => first !== undefined && isMisplaced(row, first, byKey)),
      ...outOfOrder(deliveries),
    ],
    unowed: [...standing.keys()].filter((key) => !byKey.has(key)),
  };
}

function keyOf({ metadata }: Message): string | undefined {
  return readDeliveryMark(metadata)?.deliveryKey;
}

function isStale({ version }: FinalDelivery, { metadata }: Message): boolean {
  return readDeliveryMark(metadata)?.version !== version;
}

function isMisplaced(
  row: FinalDelivery,
  message: Message,
  byKey: ReadonlyMap<string, FinalDelivery>,
): boolean {
  if (row.message_ts !== message.ts || row.channel !== message.channel) return true;
  const root = row.thread_key === null ? undefined : byKey.get(row.thread_key);
  const threadTs = root?.message_ts ?? undefined;
  return message.threadTs !== threadTs || (message.broadcast === true) !== row.broadcast;
}

/** Replies that stand before one that was owed earlier, or before their root. */
function outOfOrder(deliveries: readonly FinalDelivery[]): string[] {
  const roots = new Map(deliveries.map((row) => [row.delivery_key, row]));
  const replies = deliveries.filter((row) => row.thread_key !== null);
  const threads = groupBy(replies, (row) => row.thread_key);
  return [...threads].flatMap(([root, thread]) => {
    const inOrder = thread.toSorted((a, b) => (a.sequence < b.sequence ? -1 : 1));
    let before = Number(roots.get(root ?? "")?.message_ts ?? Number.NaN);
    return inOrder.flatMap((row) => {
      const wrong = !(Number(row.message_ts) > before);
      before = Number(row.message_ts);
      return wrong ? [`${row.delivery_key} (out of order)`] : [];
    });
  });
}
