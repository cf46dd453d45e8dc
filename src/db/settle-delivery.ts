import type { ClaimedDelivery } from "./claim-deliveries.ts";
import type { Db, Statement } from "./db.ts";

/** What came of one claim, to be recorded. */
export interface Settlement {
  /** Of the version that was claimed; a version that replaced it meanwhile stays owed. */
  readonly state: "sent" | "failed" | "owed" | "unknown";
  /** Where the message stands, once that is known. */
  readonly posted?: { readonly channel: string; readonly messageTs: string };
  /** The version that stands there, where it is not the claimed one. */
  readonly version?: number;
  /** Certain now that no attempt has posted it. */
  readonly notPosted?: boolean;
  /** The claim was no attempt. */
  readonly uncounted?: boolean;
  /** When it is to be tried again, in milliseconds since 1970. */
  readonly dueAt?: number;
  /** The channel's gate stays closed for so long. */
  readonly closeForMs?: number;
  readonly lastError?: string;
}

const SETTLE: Statement = {
  name: "settle_delivery",
  text: `with held as (
      update channel_gates set busy_until = null, channel_id = coalesce($8, channel_id),
        next_at = greatest(next_at, clock_timestamp() + $12::float8 * interval '1 ms')
      where workspace_id = $1 and channel = $3 and fence = $4 and busy_until is not null
      returning workspace_id
    )
    update deliveries d set
      state = case when d.version = $5 then $6 else 'owed' end,
      message_ts = coalesce($7, d.message_ts), channel = coalesce($8, d.channel),
      post_began_at = case when $7::text is not null or $9 then null else d.post_began_at end,
      attempts = case when $10 then greatest(d.attempts - 1, 0) else d.attempts end,
      due_at = case when d.version = $5 then coalesce($11, d.due_at) else d.due_at end,
      last_error = $13
    from held where d.workspace_id = held.workspace_id and d.delivery_key = $2
    returning d.state`,
};

/**
 * Records the outcome of a claim and opens the channel's gate for the next. Returns the message's state, or undefined
 * where the lease ran out and the channel has another sender: then nothing is recorded.
 */
export async function settleDelivery(
  db: Db,
  claimed: Pick<
    ClaimedDelivery,
    "workspaceId" | "deliveryKey" | "channel" | "messageTs" | "fence" | "version"
  >,
  settlement: Settlement,
): Promise<Settlement["state"] | undefined> {
  const { posted } = settlement;
  const [row] = await db.rows<{ readonly state: Settlement["state"] }>(SETTLE, [
    claimed.workspaceId,
    claimed.deliveryKey,
    claimed.channel,
    claimed.fence,
    settlement.version ?? claimed.version,
    settlement.state,
    posted?.messageTs ?? null,
    posted?.channel ?? null,
    settlement.notPosted ?? false,
    settlement.uncounted ?? false,
    settlement.dueAt === undefined ? null : new Date(settlement.dueAt),
    settlement.closeForMs ?? 0,
    settlement.lastError ?? null,
  ]);
  return row?.state;
}
