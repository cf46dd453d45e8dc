import { expect } from "vitest";

import { createPool } from "../../src/db/create-pool.ts";
import { createDb } from "../../src/db/db.ts";
import { test } from "../support/fixtures.ts";
import { signal } from "../support/signal.ts";

test("a server that goes away between two statements fails the transaction, not the process", async ({
  database,
  skip,
}) => {
  if (database.url === undefined) return skip("The embedded database has no other connection.");
  const pool = createPool({ connectionString: database.url, max: 1 }, { sharedSession: false });
  const gone = signal<void>();
  pool.on("connect", (client) => client.once("end", () => gone.resolve()));

  const transaction = createDb(pool).transaction(async ({ client }) => {
    const { rows } = await client.query<{ pid: number }>("select pg_backend_pid() as pid");
    await database.pool.query("select pg_terminate_backend($1)", [rows[0]?.pid]);
    await gone.promise;
    await client.query("select 1");
  });

  await expect(transaction).rejects.toThrow(/not queryable|terminated|closed/i);
  expect((await pool.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
  await pool.end();
});
