import { and, eq, inArray, sql } from "drizzle-orm";

import type { Db, Statement } from "./db.ts";
import { deliveries } from "./schema/deliveries.ts";

/** A message owed to Slack: one row is one message, posted once and edited ever after. */
export interface Delivery {
  readonly workspaceId: number;
  /** What the message is about; a later state of the same thing replaces what is still owed. */
  readonly deliveryKey: string;
  /** A channel's id or `#name`, or a person's id. A message that stands, or may stand, stays where it is. */
  readonly channel: string;
  /** A message that somebody else has posted, to be edited. */
  readonly messageTs?: string;
  /** The delivery of the same workspace in whose thread it goes, after the replies that were owed before it. */
  readonly threadKey?: string;
  /** A reply that is shown in the channel too. */
  readonly broadcast?: boolean;
  /** `critical`: where Slack does not say whether it was posted, it is posted again. */
  readonly severity?: string;
  /** What is composed and sent; JSON. */
  readonly payload: unknown;
}

/** Instants in milliseconds since 1970. */
export type OwedDelivery = Delivery & { readonly dueAt: number; readonly now: number };

const OWE: Statement = {
  name: "owe_deliveries",
  text: `insert into deliveries as d (workspace_id, delivery_key, channel, message_ts, thread_key, broadcast,
      severity, payload, state, version, attempts, due_at, owed_since, created_at)
    select workspace_id, delivery_key, channel, message_ts, thread_key, broadcast,
      severity, payload::jsonb, 'owed', 1, 0, due_at, due_at, created_at
    from unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::text[], $6::boolean[], $7::text[], $8::text[],
      $9::timestamptz[], $10::timestamptz[]) with ordinality as o(workspace_id, delivery_key, channel, message_ts,
      thread_key, broadcast, severity, payload, due_at, created_at, place)
    order by place
    on conflict (workspace_id, delivery_key) do update set
      channel = case when excluded.message_ts is null and (d.message_ts is not null or d.post_began_at is not null)
        then d.channel else excluded.channel end,
      thread_key = case when d.message_ts is not null or d.post_began_at is not null
        then d.thread_key else excluded.thread_key end,
      message_ts = coalesce(excluded.message_ts, d.message_ts),
      broadcast = excluded.broadcast, severity = excluded.severity, payload = excluded.payload,
      state = 'owed', version = d.version + 1, attempts = 0, last_error = null,
      due_at = excluded.due_at, owed_since = excluded.owed_since`,
};

/** Owes a message from `dueAt` on; what was still owed under the same key is replaced by it. */
export async function oweDelivery(db: Db, delivery: OwedDelivery): Promise<void> {
  await oweDeliveries(db, [delivery]);
}

/** The same of any number, in one statement; of several with one key the last counts. */
export async function oweDeliveries(db: Db, list: readonly OwedDelivery[]): Promise<void> {
  const byKey = new Map(list.map((each) => [`${each.workspaceId} ${each.deliveryKey}`, each]));
  const owed = [...byKey.values()];
  if (owed.length === 0) return;
  await db.rows(OWE, [
    owed.map(({ workspaceId }) => workspaceId),
    owed.map(({ deliveryKey }) => deliveryKey),
    owed.map(({ channel }) => channel),
    owed.map(({ messageTs }) => messageTs ?? null),
    owed.map(({ threadKey }) => threadKey ?? null),
    owed.map(({ broadcast }) => broadcast ?? false),
    owed.map(({ severity }) => severity ?? "warning"),
    owed.map(({ payload }) => JSON.stringify(payload)),
    owed.map(({ dueAt }) => new Date(dueAt)),
    owed.map(({ now }) => new Date(now)),
  ]);
}

/** Puts off a message that is owed for the case that nobody comes back. */
export async function postponeDelivery(
  db: Db,
  key: Pick<Delivery, "workspaceId" | "deliveryKey">,
  dueAt: number,
): Promise<void> {
  await db.orm
    .update(deliveries)
    .set({ dueAt: new Date(dueAt), owedSince: new Date(dueAt) })
    .where(
      and(
        eq(deliveries.workspaceId, key.workspaceId),
        eq(deliveries.deliveryKey, key.deliveryKey),
        eq(deliveries.state, "owed"),
      ),
    );
}

/** Gives up the messages that stand, or may stand, under these keys: owed again, they are posted anew, and elsewhere. */
export async function forgetMessages(
  db: Db,
  workspaceId: number,
  deliveryKeys: readonly string[],
): Promise<void> {
  if (deliveryKeys.length === 0) return;
  await db.orm
    .update(deliveries)
    .set({ messageTs: null, postBeganAt: null })
    .where(
      and(
        eq(deliveries.workspaceId, workspaceId),
        inArray(deliveries.deliveryKey, [...deliveryKeys]),
      ),
    );
}

/** A message that is this long overdue is late. */
const LATE_AFTER_MS = 60_000;

/** How many messages are owed, how many of them are late, and how many were given up or are not known. */
export interface OwedSummary {
  readonly owed: number;
  readonly late: number;
  readonly failed: number;
  readonly unknown: number;
}

export async function owedSummary(db: Db, now: number): Promise<OwedSummary> {
  const [row] = await db.orm
    .select({
      owed: sql<bigint>`count(*) filter (where ${deliveries.state} = 'owed')`,
      late: sql<bigint>`count(*) filter (where ${isLate(now)})`,
      failed: sql<bigint>`count(*) filter (where ${deliveries.state} = 'failed')`,
      unknown: sql<bigint>`count(*) filter (where ${deliveries.state} = 'unknown')`,
    })
    .from(deliveries)
    .where(sql`${deliveries.state} <> 'sent'`);
  return {
    owed: Number(row?.owed ?? 0),
    late: Number(row?.late ?? 0),
    failed: Number(row?.failed ?? 0),
    unknown: Number(row?.unknown ?? 0),
  };
}

export interface TroubledDelivery {
  readonly deliveryKey: string;
  readonly channel: string;
  readonly state: "owed" | "failed" | "unknown";
  readonly lastError: string | null;
}

/** The message that needs a look the longest: late, given up, or not known. */
export async function oldestTrouble(db: Db, now: number): Promise<TroubledDelivery | undefined> {
  const [row] = await db.orm
    .select({
      deliveryKey: deliveries.deliveryKey,
      channel: deliveries.channel,
      state: sql<"owed" | "failed" | "unknown">`${deliveries.state}`,
      lastError: deliveries.lastError,
    })
    .from(deliveries)
    .where(sql`${deliveries.state} in ('failed', 'unknown') or ${isLate(now)}`)
    .orderBy(deliveries.owedSince)
    .limit(1);
  return row;
}

function isLate(now: number) {
  const since = new Date(now - LATE_AFTER_MS);
  return sql`(${deliveries.state} = 'owed' and ${deliveries.owedSince} < ${since})`;
}
