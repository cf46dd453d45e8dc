import { type ClientBase, Pool, type PoolConfig, TypeOverrides } from "pg";

const INT8 = 20;
const DATE = 1082;

export interface PoolOptions {
  /**
   * All connections share one session, as the embedded database's do: a new one forgets the statements that an
   * earlier one prepared, or their names would be taken.
   */
  readonly sharedSession: boolean;
}

/** A pool whose rows carry bigint for `bigint` and text for `date`: money and days are never floats or instants. */
export function createPool(config: PoolConfig, options: PoolOptions): Pool {
  const types = new TypeOverrides();
  types.setTypeParser(INT8, BigInt);
  types.setTypeParser(DATE, (text) => text);
  const pool = new Pool({
    ...config,
    types,
    // oxlint-disable-next-line typescript/no-misused-promises -- the pool waits for it; its type does not say so
    ...(options.sharedSession ? { onConnect: forgetStatements } : {}),
  });
  // A connection that breaks fails its query, and is replaced at the next one; without a listener it would end the
  // process, be it idle or in the middle of a transaction.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}

async function forgetStatements(client: ClientBase): Promise<void> {
  await client.query("deallocate all");
}
