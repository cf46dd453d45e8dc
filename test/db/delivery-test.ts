import type { Db } from "../../src/db/db.ts";
import { oweDelivery } from "../../src/db/deliveries.ts";
import { NOW, test as base } from "../support/fixtures.ts";
import { openTestDatabase } from "../support/test-database.ts";

export interface Owed {
  readonly db: Db;
  readonly workspaceId: number;
  /** Owes a message under that key, due now. */
  owe(deliveryKey: string, change?: { channel?: string; payload?: unknown }): Promise<void>;
  states(): Promise<Record<string, unknown>[]>;
}

/** Deliveries are claimed over all workspaces: these tests have a database of their own. */
export const test = base
  .extend("own", { scope: "file" }, async ({}, { onCleanup }) => {
    const database = await openTestDatabase();
    onCleanup(() => database.close());
    await database.pool.query(
      "insert into workspaces (workspace_id, name, created_at) values (1, 'Test', now())",
    );
    return database;
  })
  .extend<{ owed: Owed }>({
    owed: async ({ own }, use) => {
      await own.pool.query("delete from deliveries");
      await use({
        db: own.db,
        workspaceId: 1,
        owe: (deliveryKey, change) =>
          oweDelivery(own.db, {
            workspaceId: 1,
            deliveryKey,
            channel: "C1",
            messageTs: "1.1",
            payload: { text: deliveryKey },
            dueAt: NOW,
            now: NOW,
            ...change,
          }),
        async states() {
          const { rows } = await own.pool.query<Record<string, unknown>>(
            `select delivery_key, state, attempts, version, due_at, last_error
               from deliveries order by delivery_key`,
          );
          return rows;
        },
      });
    },
  });
