import { expect, test } from "vitest";

import { listSourceRows } from "../../src/db/sources.ts";
import { NOW } from "../support/fixtures.ts";
import { openLocalWorkspace } from "../support/local-workspace.ts";
import { openTestDatabase } from "../support/test-database.ts";

test(
  "instances that start at once on an empty database load one demo between them, and both run",
  {
    timeout: 300_000,
  },
  async () => {
    const database = await openTestDatabase();
    const start = () => openLocalWorkspace({ now: () => NOW, database });

    const instances = await Promise.all([start(), start()]);

    for (const { url } of instances) {
      const response = await fetch(`${url}/readyz`);
      expect(response.status).toBe(200);
    }
    const scope = await instances[0].product.scope("cli:test");
    const sources = await listSourceRows(database.db, scope.workspaceId);
    expect(sources).toMatchObject([{ name: "Demo platforms" }]);
    await Promise.all(instances.map((instance) => instance.stop()));
    await database.close();
  },
);
