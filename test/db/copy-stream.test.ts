import { describe, expect } from "vitest";

import { openCopy } from "../../src/db/copy-stream.ts";
import type { Db, Tx } from "../../src/db/db.ts";
import { test } from "../support/fixtures.ts";

const NO_COPY = "The embedded database does not survive COPY.";

/** In a transaction that is rolled back by throwing `reason`. */
async function failing(db: Db, run: (tx: Tx) => Promise<void>, reason: string): Promise<void> {
  const transaction = db.transaction(async (tx) => {
    await tx.client.query("create temporary table numbers (n int not null) on commit drop");
    await run(tx);
    throw new Error(reason);
  });
  await expect(transaction).rejects.toThrow(reason);
  expect(await db.rows({ text: "select 1 as one" }, [])).toEqual([{ one: 1 }]);
}

describe("a copy", () => {
  test("that has been ended may be ended again", async ({ db, database, skip }) => {
    if (database.url === undefined) return skip(NO_COPY);
    await failing(
      db,
      async (tx) => {
        const copy = openCopy(tx, "copy numbers from stdin");
        await copy.write("1\n2\n");
        await copy.end();
        await copy.end();
        const { rows } = await tx.client.query("select sum(n)::int as sum from numbers");
        expect(rows).toEqual([{ sum: 3 }]);
      },
      "what came after it failed",
    );
  });

  test("that the server refuses says so however often it is ended", async ({
    db,
    database,
    skip,
  }) => {
    if (database.url === undefined) return skip(NO_COPY);
    await failing(
      db,
      async (tx) => {
        const copy = openCopy(tx, "copy numbers from stdin");
        await copy.write("one\n");
        await expect(copy.end()).rejects.toThrow(/integer/);
        await expect(copy.end()).rejects.toThrow(/integer/);
      },
      "so it is refused",
    );
  });

  test("whose server goes away ends too", async ({ db, database, skip }) => {
    if (database.url === undefined) return skip(NO_COPY);
    const transaction = db.transaction(async (tx) => {
      await tx.client.query("create temporary table numbers (n int not null) on commit drop");
      const { rows } = await tx.client.query<{ pid: number }>("select pg_backend_pid() as pid");
      const copy = openCopy(tx, "copy numbers from stdin");
      await copy.write("1\n");
      await database.pool.query("select pg_terminate_backend($1)", [rows[0]?.pid]);
      await copy.end().catch(() => undefined);
      await copy.end();
    });
    await expect(transaction).rejects.toThrow(/terminat|connection|clos/i);
    expect(await db.rows({ text: "select 1 as one" }, [])).toEqual([{ one: 1 }]);
  });
});
