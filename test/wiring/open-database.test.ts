import { expect } from "vitest";

import { openDatabase } from "../../src/wiring/open-database.ts";
import { test } from "../support/fixtures.ts";

test("a server's database may be closed again", async ({ database, skip }) => {
  if (database.url === undefined) return skip("There is no server.");
  const opened = await openDatabase({ kind: "server", url: database.url }, "a test");

  await opened.close();

  await expect(opened.close()).resolves.toBeUndefined();
});
