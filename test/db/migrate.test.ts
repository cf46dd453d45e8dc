import { readdir } from "node:fs/promises";

import { expect } from "vitest";

import { createPool } from "../../src/db/create-pool.ts";
import { migrate } from "../../src/db/migrate.ts";
import { test } from "../support/fixtures.ts";
import { makeDatabase } from "../support/test-database.ts";

const NEEDS_SERVER = "needs a PostgreSQL server: set TEST_DATABASE_URL";

test("instances that start at once on an empty server all find it migrated", async ({
  database,
  skip,
}) => {
  if (database.url === undefined) return skip(NEEDS_SERVER);
  const empty = await makeDatabase(database.url);
  const pools = Array.from({ length: 3 }, () =>
    createPool({ connectionString: empty.url, max: 2 }, { sharedSession: false }),
  );

  const outcomes = await Promise.allSettled(pools.map((pool) => migrate(pool, { alone: false })));
  const applied = await pools[0]?.query("select hash from drizzle.__drizzle_migrations");
  await Promise.all(pools.map((pool) => pool.end()));
  await empty.drop();

  expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "fulfilled"]);
  const files = await readdir(new URL("../../drizzle", import.meta.url));
  expect(applied?.rows).toHaveLength(files.filter((name) => name.endsWith(".sql")).length);
});

test("migrating again changes nothing", async ({ database }) => {
  const count = async () =>
    (await database.pool.query<{ hash: string }>("select * from drizzle.__drizzle_migrations"))
      .rows;
  const before = await count();

  await migrate(database.pool, { alone: database.kind === "embedded" });

  expect(await count()).toEqual(before);
});
