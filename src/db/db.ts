import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import type { Pool, PoolClient, QueryResultRow } from "pg";

import { takeTurns } from "./take-turns.ts";

/** With a name it is prepared once per connection: for hot reads of one text. */
export interface Statement {
  readonly name?: string;
  readonly text: string;
  /** Reads much: few of these run at once, so that small reads find a connection and a processor free. */
  readonly heavy?: boolean;
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

const HEAVY_AT_ONCE = 2;

export function createDb(pool: Pool): Db {
  const inTurn = takeTurns(HEAVY_AT_ONCE);

  async function rows<T extends QueryResultRow>(statement: Statement, values: readonly unknown[]) {
    // Not pool.query: that throws the connection away after any error, and an embedded database has only one.
    const client = await pool.connect();
    try {
      return await rowsOn<T>(client, statement, values);
    } finally {
      client.release();
    }
  }

  return {
    orm: drizzle(pool),
    rows: <T extends QueryResultRow>(statement: Statement, values: readonly unknown[]) =>
      statement.heavy === true
        ? inTurn(() => rows<T>(statement, values))
        : rows<T>(statement, values),
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

async function rowsOn<T extends QueryResultRow>(
  client: PoolClient,
  { name, text }: Statement,
  values: readonly unknown[],
): Promise<T[]> {
  return (await client.query<T>({ name, text, values: [...values] })).rows;
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
    // Not in turn: who waited here would hold a connection meanwhile.
    rows: <T extends QueryResultRow>(statement: Statement, values: readonly unknown[]) =>
      rowsOn<T>(client, statement, values),
    transaction: (work) => inTransaction(client, work, depth + 1),
  };
}

/** A connection that is gone has rolled back by itself; the first error is the one worth telling. */
async function rollBack(client: PoolClient, command: string): Promise<void> {
  await client.query(command).catch(() => undefined);
}
