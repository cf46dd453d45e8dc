import type { Db, Statement } from "./db.ts";

/** A tracker's call as it is stored. */
export interface StoredPostback {
  readonly postbackId: number;
  /** Milliseconds since 1970. */
  readonly receivedAt: number;
  readonly parameters: unknown;
}

/** The rows' order is the calls': identities are given out as the rows come. */
const INSERT: Statement = {
  name: "insert_postbacks",
  text: `insert into postbacks (workspace_id, received_at, parameters)
    select $1::int, u.received_at, u.parameters
      from jsonb_to_recordset($2::jsonb) u (received_at timestamptz, parameters jsonb)`,
};

const CLAIM: Statement = {
  name: "claim_postbacks",
  text: `select postback_id, received_at, parameters from postbacks
    where workspace_id = $1 and processed_at is null order by postback_id limit $2 for update skip locked`,
};

const PROCESSED: Statement = {
  name: "postbacks_processed",
  text: `update postbacks set processed_at = $3 where workspace_id = $1 and postback_id = any($2::bigint[])`,
};

const WAITING: Statement = {
  name: "waiting_postbacks",
  text: `select count(*)::int as count from postbacks where processed_at is null`,
};

/** True: this transaction alone works through the workspace's calls until it ends. */
const LOCK: Statement = {
  name: "lock_postbacks",
  text: "select pg_try_advisory_xact_lock($1::int, -1) as locked",
};

/** Stores calls word for word, all of them or none. */
export async function insertPostbacks(
  db: Db,
  workspaceId: number,
  calls: readonly Omit<StoredPostback, "postbackId">[],
): Promise<void> {
  const rows = calls.map(({ receivedAt, parameters }) => ({
    received_at: new Date(receivedAt),
    parameters,
  }));
  await db.rows(INSERT, [workspaceId, JSON.stringify(rows)]);
}

export async function lockPostbacks(db: Db, workspaceId: number): Promise<boolean> {
  const [row] = await db.rows<{ locked: boolean }>(LOCK, [workspaceId]);
  return row?.locked === true;
}

/** The oldest waiting calls, locked to the end of the transaction. */
export async function claimPostbacks(
  db: Db,
  input: { readonly workspaceId: number; readonly limit: number },
): Promise<StoredPostback[]> {
  const rows = await db.rows<{ postback_id: bigint; received_at: Date; parameters: unknown }>(
    CLAIM,
    [input.workspaceId, input.limit],
  );
  return rows.map((row) => ({
    postbackId: Number(row.postback_id),
    receivedAt: row.received_at.getTime(),
    parameters: row.parameters,
  }));
}

const NEWEST: Statement = {
  name: "newest_postbacks",
  text: `select parameters from postbacks where workspace_id = $1 order by postback_id desc limit $2`,
};

/** What the newest calls said, word for word. */
export async function newestPostbacks(
  db: Db,
  input: { readonly workspaceId: number; readonly limit: number },
): Promise<unknown[]> {
  const rows = await db.rows<{ parameters: unknown }>(NEWEST, [input.workspaceId, input.limit]);
  return rows.map(({ parameters }) => parameters);
}

export async function markProcessed(
  db: Db,
  input: {
    readonly workspaceId: number;
    readonly postbackIds: readonly number[];
    readonly now: number;
  },
): Promise<void> {
  const { workspaceId, postbackIds, now } = input;
  await db.rows(PROCESSED, [workspaceId, postbackIds, new Date(now)]);
}

const DELETE_PROCESSED: Statement = {
  name: "delete_processed_postbacks",
  text: `delete from postbacks p using (
      select workspace_id, postback_id from postbacks where processed_at < $1 limit $2) old
    where p.workspace_id = old.workspace_id and p.postback_id = old.postback_id returning p.postback_id`,
};

/** Deletes calls that were worked through before an instant, a slice of them; returns how many. */
export async function deleteProcessed(
  db: Db,
  { before, limit }: { readonly before: number; readonly limit: number },
): Promise<number> {
  return (await db.rows(DELETE_PROCESSED, [new Date(before), limit])).length;
}

/** Calls of all workspaces that nobody has worked through yet. */
export async function waitingPostbacks(db: Db): Promise<number> {
  const [row] = await db.rows<{ count: number }>(WAITING, []);
  return row?.count ?? 0;
}
