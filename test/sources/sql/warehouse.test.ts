import { afterAll, beforeAll, expect, test } from "vitest";

import { createWarehouse } from "../../../src/sources/sql/warehouse.ts";
import { openTestWarehouse, type TestWarehouse } from "../../support/test-warehouse.ts";

let team: TestWarehouse;
beforeAll(async () => {
  team = await openTestWarehouse();
  await team.run("create table kept (n int)");
});
afterAll(() => team.close());

async function ask(text: string, { url = team.url, signal = new AbortController().signal } = {}) {
  const rows = [];
  for await (const batch of createWarehouse(url).batches({ text, values: [] }, signal)) {
    rows.push(...batch);
  }
  return rows;
}

test("a query that ends the transaction to write is not run", async () => {
  const hostile = "select 1; commit; begin read write; insert into kept values (1); commit";
  await expect(ask(hostile)).rejects.toMatchObject({ kind: "settings" });
  expect(await ask("select count(*)::text as n from kept")).toEqual([{ n: "0" }]);
});

test.each([
  "postgres://reader:hunter2@host:99999/days",
  "postgres://reader:hunter2@host/days?sslrootcert=/none",
])(
  "an address that cannot be read is a fault of the settings, and is not repeated: %s",
  async (url) => {
    const asked = ask("select 1", { url });
    await expect(asked).rejects.toMatchObject({ name: "SourceFault", kind: "settings" });
    await expect(asked).rejects.not.toThrow(/hun/);
  },
);

test("nothing is asked for a load that has been given up", async () => {
  const asked = ask("select 1", { signal: AbortSignal.abort() });
  await expect(asked).rejects.toMatchObject({ name: "SourceFault" });
});
