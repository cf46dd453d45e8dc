import { and, eq, sql } from "drizzle-orm";

import type { Db, Statement } from "./db.ts";
import { deliveries } from "./schema/deliveries.ts";

/** A message owed to Slack: the edit of one that stands in a channel. */
export interface Delivery {
  readonly workspaceId: number;
  /** What the message is about; a later state of the same thing replaces what is still owed. */
  readonly deliveryKey: string;
  readonly channel: string;
  readonly messageTs: string;
  /** Blocks and text, to be parsed by the sender. */
  readonly payload: unknown;
}

export interface ClaimedDelivery extends Delivery {
  readonly version: number;
  readonly attempts: number;
}

interface ClaimedRow {
  readonly workspace_id: number;
  readonly delivery_key: string;
  readonly channel: string;
  readonly message_ts: string;
  readonly payload: unknown;
  readonly version: number;
  readonly attempts: number;
}

/** What is due, for one sender alone: the due instant moved on is its lease. */
const CLAIM: Statement = {
  name: "claim_deliveries",
  text: `update deliveries d set due_at = $2, attempts = attempts + 1
    from (select workspace_id, delivery_key from deliveries
           where state = 'owed' and due_at <= $1 order by due_at limit $3 for update skip locked) due
    where d.workspace_id = due.workspace_id and d.delivery_key = due.delivery_key
    returning d.workspace_id, d.delivery_key, d.channel, d.message_ts, d.payload, d.version, d.attempts`,
};

/** Owes a message from `dueAt` on; what was still owed under the same key is replaced by it. */
export async function oweDelivery(
  db: Db,
  delivery: Delivery & { readonly dueAt: number; readonly now: number },
): Promise<void> {
  const { now, dueAt, ...rest } = delivery;
  const state = { state: "owed", attempts: 0, dueAt: new Date(dueAt), lastError: null } as const;
  await db.orm
    .insert(deliveries)
    .values({ ...rest, ...state, version: 1, createdAt: new Date(now) })
    .onConflictDoUpdate({
      target: [deliveries.workspaceId, deliveries.deliveryKey],
      set: { ...rest, ...state, version: sql`${deliveries.version} + 1` },
    });
}

/** Puts off a message that is owed for the case that nobody comes back. */
export async function postponeDelivery(
  db: Db,
  key: Pick<Delivery, "workspaceId" | "deliveryKey">,
  dueAt: number,
): Promise<void> {
  await db.orm
    .update(deliveries)
    .set({ dueAt: new Date(dueAt) })
    .where(
      and(
        eq(deliveries.workspaceId, key.workspaceId),
        eq(deliveries.deliveryKey, key.deliveryKey),
        eq(deliveries.state, "owed"),
      ),
    );
}

export async function claimDeliveries(
  db: Db,
  input: { readonly now: number; readonly leaseMs: number; readonly limit: number },
): Promise<ClaimedDelivery[]> {
  const rows = await db.rows<ClaimedRow>(CLAIM, [
    new Date(input.now),
    new Date(input.now + input.leaseMs),
    input.limit,
  ]);
  return rows.map((row) => ({
    workspaceId: row.workspace_id,
    deliveryKey: row.delivery_key,
    channel: row.channel,
    messageTs: row.message_ts,
    payload: row.payload,
    version: row.version,
    attempts: row.attempts,
  }));
}

/** Records what came of sending one version; a version that has been replaced meanwhile stays owed. */
export async function settleDelivery(
  db: Db,
  claimed: Pick<ClaimedDelivery, "workspaceId" | "deliveryKey" | "version">,
  outcome: {
    readonly state: "sent" | "failed" | "owed";
    readonly dueAt?: number;
    readonly lastError?: string;
  },
): Promise<void> {
  await db.orm
    .update(deliveries)
    .set({
      state: outcome.state,
      ...(outcome.dueAt === undefined ? {} : { dueAt: new Date(outcome.dueAt) }),
      ...(outcome.lastError === undefined ? {} : { lastError: outcome.lastError }),
    })
    .where(
      and(
        eq(deliveries.workspaceId, claimed.workspaceId),
        eq(deliveries.deliveryKey, claimed.deliveryKey),
        eq(deliveries.version, claimed.version),
      ),
    );
}

const LATE_AFTER_MS = 60_000;

/** How many messages are late, and how many were given up. */
export async function owedSummary(
  db: Db,
  now: number,
): Promise<{ readonly late: number; readonly failed: number }> {
  const [row] = await db.orm
    .select({
      late: sql<bigint>`count(*) filter (where ${deliveries.state} = 'owed' and ${deliveries.dueAt} < ${new Date(now - LATE_AFTER_MS)})`,
      failed: sql<bigint>`count(*) filter (where ${deliveries.state} = 'failed')`,
    })
    .from(deliveries);
  return { late: Number(row?.late ?? 0), failed: Number(row?.failed ?? 0) };
}
