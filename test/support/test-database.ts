import { randomUUID } from "node:crypto";

import { Client, type Pool } from "pg";

import { createPool } from "../../src/db/create-pool.ts";
import { createDb, type Db } from "../../src/db/db.ts";
import { migrate } from "../../src/db/migrate.ts";
import { startEmbeddedPostgres } from "../../src/embedded/embedded-postgres.ts";

/** A migrated database of this worker's own. */
export interface TestDatabase {
  readonly kind: "server" | "embedded";
  readonly db: Db;
  readonly pool: Pool;
  /** Where a second process reaches it; the embedded one can be reached from nowhere. */
  readonly url: string | undefined;
  close(): Promise<void>;
}

/** `TEST_DATABASE_URL` names a server on which databases may be made; without it, an embedded one in memory. */
export function openTestDatabase(): Promise<TestDatabase> {
  const server = process.env["TEST_DATABASE_URL"];
  return server === undefined || server === "" ? openEmbedded() : openOnServer(server);
}

async function openEmbedded(): Promise<TestDatabase> {
  const postgres = await startEmbeddedPostgres();
  const pool = createPool(postgres.poolConfig, { sharedSession: true });
  await migrate(pool, { alone: true });
  return {
    kind: "embedded",
    db: createDb(pool),
    pool,
    url: undefined,
    async close() {
      await pool.end();
      await postgres.stop();
    },
  };
}

async function openOnServer(server: string): Promise<TestDatabase> {
  const database = await makeDatabase(server);
  const pool = createPool({ connectionString: database.url, max: 5 }, { sharedSession: false });
  await migrate(pool, { alone: false });
  return {
    kind: "server",
    db: createDb(pool),
    pool,
    url: database.url,
    async close() {
      await pool.end();
      await database.drop();
    },
  };
}

/** An empty database on a server. */
export async function makeDatabase(
  server: string,
): Promise<{ readonly url: string; drop(): Promise<void> }> {
  const name = `trimtab_test_${randomUUID().replaceAll("-", "")}`;
  const run = async (command: string): Promise<void> => {
    const client = new Client({ connectionString: server });
    await client.connect();
    await client.query(command);
    await client.end();
  };
  await run(`create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => run(`drop database ${name} with (force)`) };
}
