import { test as base } from "vitest";

import type { Db } from "../../src/db/db.ts";
import { insertWorkspace } from "../../src/db/workspaces.ts";
import { hashFile } from "../../src/sources/files/hash-file.ts";
import { readExport } from "../../src/sources/files/read-export.ts";
import type { ImportFileDeps } from "../../src/usecases/import-file.ts";
import type { Scope } from "../../src/usecases/scope.ts";
import { openTestDatabase, type TestDatabase } from "./test-database.ts";

/** Tuesday, 24 November 2026, noon in UTC: what time it is in tests. */
export const NOW = Date.UTC(2026, 10, 24, 12);

/**
 * `scope` is a workspace of the test's own: everything is keyed by workspace, so tests share a database without
 * seeing one another.
 */
export const test = base
  .extend("database", { scope: "worker" }, async ({}, { onCleanup }): Promise<TestDatabase> => {
    const database = await openTestDatabase();
    onCleanup(() => database.close());
    return database;
  })
  .extend<{ db: Db; scope: Scope; importing: ImportFileDeps }>({
    db: ({ database }, use) => use(database.db),
    scope: async ({ database }, use) => {
      const { workspaceId } = await insertWorkspace(database.db, { name: "Test", now: NOW });
      await use({ workspaceId, actor: "cli:test", now: NOW, zone: "America/New_York" });
    },
    importing: ({ database }, use) =>
      use({ db: database.db, readExport, hashFile, database: database.kind }),
  });
