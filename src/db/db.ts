import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import type { Pool, PoolClient, QueryResultRow } from "pg";

/** With a name it is prepared once per connection: for hot reads of one text. */
export interface Statement {
  readonly name?: string;
  readonly text: string;
}

/** The database, on a pool or inside a transaction: functions that take a `Db` do not know which. */
export interface Db {
  readonly orm: NodePgDatabase;
  rows<T extends QueryResultRow>(statement: Statement, values: readonly unknown[]): Promise<T[]>;
  /** One transaction; inside another one, a savepoint. Rolled back when `work` throws. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
}

/** A `Db` on one connection, for what a pool cannot do: COPY and temporary tables. */
export interface Tx extends Db {
  readonly client: PoolClient;
}

export function createDb(pool: Pool): Db {
  return {
    orm: drizzle(pool),
    async rows<T extends QueryResultRow>(statement: Statement, values: readonly unknown[]) {
      // Not pool.query: that throws the connection away after any error, and an embedded database has only one.
      const client = await pool.connect();
      try {
        return (await client.query<T>({ ...statement, values: [...values] })).rows;
      } finally {
        client.release();
      }
    },
    async transaction(work) {
      const client = await pool.connect();
      try {
        return await inTransaction(client, work);
      } finally {
        client.release();
      }
    },
  };
}

async function inTransaction<T>(
  client: PoolClient,
  work: (tx: Tx) => Promise<T>,
  depth = 0,
): Promise<T> {
  const savepoint = `nested_${depth}`;
  await client.query(depth === 0 ? "begin" : `savepoint ${savepoint}`);
  try {
    const result = await work(txOn(client, depth));
    await client.query(depth === 0 ? "commit" : `release savepoint ${savepoint}`);
    return result;
  } catch (error) {
    await rollBack(client, depth === 0 ? "rollback" : `rollback to savepoint ${savepoint}`);
    throw error;
  }
}

function txOn(client: PoolClient, depth: number): Tx {
  return {
    client,
    orm: drizzle(client),
    async rows<T extends QueryResultRow>(statement: Statement, values: readonly unknown[]) {
      return (await client.query<T>({ ...statement, values: [...values] })).rows;
    },
    transaction: (work) => inTransaction(client, work, depth + 1),
  };
}

/** A connection that is gone has rolled back by itself; the first error is the one worth telling. */
async function rollBack(client: PoolClient, command: string): Promise<void> {
  await client.query(command).catch(() => undefined);
}
