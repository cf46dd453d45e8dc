import type { Db, Statement } from "./db.ts";

/** A message that one sender has for the time of its lease. */
export interface ClaimedDelivery {
  readonly workspaceId: number;
  readonly deliveryKey: string;
  /** As it was asked for, or the id of the channel where the message stands. */
  readonly channel: string;
  /** The channel's id, as far as it is known: only by it can Slack be asked what was posted. */
  readonly channelId: string | undefined;
  /** Undefined: not posted yet. */
  readonly messageTs: string | undefined;
  readonly threadTs: string | undefined;
  readonly broadcast: boolean;
  readonly severity: string;
  readonly payload: unknown;
  readonly version: number;
  readonly attempts: number;
  /** When the present version first became due, in milliseconds since 1970. */
  readonly owedSince: number;
  /** When the first attempt to post began whose outcome is not known, this one's included. */
  readonly postBeganAt: number | undefined;
  /** An earlier attempt may have posted it. */
  readonly maybePosted: boolean;
  /** Which sender of the channel this is. */
  readonly fence: bigint;
}

interface ClaimedRow {
  readonly workspace_id: number;
  readonly delivery_key: string;
  readonly channel: string;
  readonly channel_id: string | null;
  readonly message_ts: string | null;
  readonly thread_ts: string | null;
  readonly broadcast: boolean;
  readonly severity: string;
  readonly payload: unknown;
  readonly version: number;
  readonly attempts: number;
  readonly owed_since: Date;
  readonly post_began_at: Date | null;
  readonly maybe_posted: boolean;
  readonly fence: bigint;
}

/** Due, and for a reply: its root stands in this channel, and no earlier reply waits. */
const CLAIMABLE = `d.state = 'owed' and d.due_at <= $1
  and (d.message_ts is not null or d.thread_key is null or (
    exists (select from deliveries r where r.workspace_id = d.workspace_id and r.delivery_key = d.thread_key
      and r.message_ts is not null and r.channel = d.channel)
    and not exists (select from deliveries e where e.workspace_id = d.workspace_id and e.thread_key = d.thread_key
      and e.state = 'owed' and e.message_ts is null and e.sequence < d.sequence)))`;

/**
 * Locks one open gate for each channel, takes the first message behind it, and closes the gate. A gate that two
 * claims want is judged by its newest state, so a channel never has two senders; what a claim knows of threads can
 * only be out of date in the safe direction. Half a pace of grace makes up for wakes that come late.
 */
const CLAIM: Statement = {
  name: "claim_deliveries",
  text: `with open as (
      select g.workspace_id, g.channel from channel_gates g
      where g.next_at <= clock_timestamp() and (g.busy_until is null or g.busy_until <= clock_timestamp())
        and exists (select from deliveries d
          where d.workspace_id = g.workspace_id and d.channel = g.channel and ${CLAIMABLE})
      order by g.next_at limit $2 for update of g skip locked
    ), due as (
      select first.* from open cross join lateral (
        select d.workspace_id, d.delivery_key, d.channel, d.thread_key, d.post_began_at is not null as maybe_posted
        from deliveries d where d.workspace_id = open.workspace_id and d.channel = open.channel and ${CLAIMABLE}
        order by d.due_at, d.sequence limit 1 for update of d skip locked) first
    ), gate as (
      update channel_gates g set
        next_at = greatest(g.next_at, clock_timestamp() - $3::float8 / 2 * interval '1 ms') + $3::float8 * interval '1 ms',
        busy_until = clock_timestamp() + $4::float8 * interval '1 ms', fence = g.fence + 1
      from due where g.workspace_id = due.workspace_id and g.channel = due.channel
      returning g.workspace_id, g.channel, g.channel_id, g.fence
    )
    update deliveries d set attempts = d.attempts + 1,
      post_began_at = case when d.message_ts is null then coalesce(d.post_began_at, $1) end
    from due join gate on gate.workspace_id = due.workspace_id and gate.channel = due.channel
      left join deliveries r on r.workspace_id = due.workspace_id and r.delivery_key = due.thread_key
    where d.workspace_id = due.workspace_id and d.delivery_key = due.delivery_key
    returning d.workspace_id, d.delivery_key, d.channel, gate.channel_id, d.message_ts, r.message_ts as thread_ts,
      d.broadcast, d.severity, d.payload, d.version, d.attempts, d.owed_since, d.post_began_at, due.maybe_posted,
      gate.fence`,
};

/** Claims the first message that is due in each channel whose gate is open, for `leaseMs`. */
export async function claimDeliveries(
  db: Db,
  input: {
    /** Milliseconds since 1970. */
    readonly now: number;
    readonly leaseMs: number;
    /** A channel's next message is not claimed before. */
    readonly paceMs: number;
    readonly limit: number;
  },
): Promise<ClaimedDelivery[]> {
  const { now, leaseMs, paceMs, limit } = input;
  const rows = await db.rows<ClaimedRow>(CLAIM, [new Date(now), limit, paceMs, leaseMs]);
  return rows.map((row) => ({
    workspaceId: row.workspace_id,
    deliveryKey: row.delivery_key,
    channel: row.channel,
    channelId: row.channel_id ?? undefined,
    messageTs: row.message_ts ?? undefined,
    threadTs: row.thread_ts ?? undefined,
    broadcast: row.broadcast,
    severity: row.severity,
    payload: row.payload,
    version: row.version,
    attempts: row.attempts,
    owedSince: row.owed_since.getTime(),
    postBeganAt: row.post_began_at?.getTime(),
    maybePosted: row.maybe_posted,
    fence: row.fence,
  }));
}

/**
 * Replies follow their root: into the channel where it stands, whose id its answer told, and into failure where it
 * was given up.
 */
const FOLLOW_ROOTS: Statement = {
  name: "follow_roots",
  text: `update deliveries d set channel = astray.channel,
      state = case when astray.lost then 'failed' else d.state end,
      last_error = case when astray.lost then 'the message that it answers did not go out' else d.last_error end
    from (select d.workspace_id, d.delivery_key, r.channel, r.message_ts is null as lost
      from deliveries d
      join deliveries r on r.workspace_id = d.workspace_id and r.delivery_key = d.thread_key
      where d.state = 'owed' and d.message_ts is null and d.thread_key is not null and d.post_began_at is null
        and ((r.message_ts is null and r.state in ('failed', 'unknown'))
          or (r.message_ts is not null and r.channel <> d.channel))
      for update of d skip locked) astray
    where d.workspace_id = astray.workspace_id and d.delivery_key = astray.delivery_key`,
};

const MAKE_GATES: Statement = {
  name: "make_gates",
  text: `insert into channel_gates (workspace_id, channel, next_at, fence)
    select distinct d.workspace_id, d.channel, '-infinity'::timestamptz, 0 from deliveries d
    where d.state = 'owed' and d.due_at <= $1 and not exists (select from channel_gates g
      where g.workspace_id = d.workspace_id and g.channel = d.channel)
    on conflict do nothing`,
};

/** Before claims: replies follow their roots, and each channel that something is due in gets its gate. */
export async function prepareClaims(db: Db, now: number): Promise<void> {
  await db.rows(FOLLOW_ROOTS, []);
  await db.rows(MAKE_GATES, [new Date(now)]);
}
