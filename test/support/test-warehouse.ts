import { Client } from "pg";

import { startEmbeddedPostgres } from "../../src/embedded/embedded-postgres.ts";
import { makeDatabase } from "./test-database.ts";

/** A Postgres that a team fills: on the tests' server, or an embedded one, which takes one connection at a time. */
export interface TestWarehouse {
  readonly url: string;
  run(...commands: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

export async function openTestWarehouse(): Promise<TestWarehouse> {
  const server = process.env["TEST_DATABASE_URL"];
  const { url, close } =
    server === undefined || server === "" ? await embedded() : await onServer(server);
  return {
    url,
    async run(...commands) {
      const client = new Client({ connectionString: url });
      await client.connect();
      for (const command of commands) await client.query(command);
      await client.end();
    },
    close,
  };
}

async function embedded() {
  const postgres = await startEmbeddedPostgres();
  const { host, port } = postgres.poolConfig;
  return {
    url: `postgres://postgres@localhost/postgres?host=${encodeURIComponent(String(host))}&port=${port}`,
    close: () => postgres.stop(),
  };
}

async function onServer(server: string) {
  const database = await makeDatabase(server);
  return { url: database.url, close: () => database.drop() };
}
