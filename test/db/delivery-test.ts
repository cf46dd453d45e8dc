import {
  claimDeliveries,
  type ClaimedDelivery,
  prepareClaims,
} from "../../src/db/claim-deliveries.ts";
import type { Db } from "../../src/db/db.ts";
import { type Delivery, oweDelivery } from "../../src/db/deliveries.ts";
import { NOW, test as base } from "../support/fixtures.ts";
import { openTestDatabase } from "../support/test-database.ts";

export interface ClaimChange {
  readonly now?: number;
  readonly leaseMs?: number;
  readonly paceMs?: number;
  readonly limit?: number;
}

export interface Owed {
  readonly db: Db;
  readonly workspaceId: number;
  /** Owes a new message to C1 under that key, due now. */
  owe(
    deliveryKey: string,
    change?: Partial<Delivery> & { dueAt?: number; now?: number },
  ): Promise<void>;
  /** What one sender gets, in the order of the keys. */
  claim(change?: ClaimChange): Promise<ClaimedDelivery[]>;
  /** Lets time pass for gates and leases, which go by the database's own clock. */
  pass(ms: number): Promise<void>;
  states(): Promise<Record<string, unknown>[]>;
}

/** Deliveries are claimed over all workspaces: these tests have a database of their own. */
export const test = base
  .extend("own", { scope: "file" }, async ({}, { onCleanup }) => {
    const database = await openTestDatabase();
    onCleanup(() => database.close());
    await database.pool.query(
      "insert into workspaces (workspace_id, name, created_at) values (1, 'Test', now()), (2, 'Other', now())",
    );
    return database;
  })
  .extend<{ owed: Owed }>({
    owed: async ({ own }, use) => {
      await own.pool.query("delete from deliveries");
      await own.pool.query("delete from channel_gates");
      await use({
        db: own.db,
        workspaceId: 1,
        owe: (deliveryKey, change) =>
          oweDelivery(own.db, {
            workspaceId: 1,
            deliveryKey,
            channel: "C1",
            payload: { text: deliveryKey },
            dueAt: NOW,
            now: NOW,
            ...change,
          }),
        async claim({ now = NOW, leaseMs = 30_000, paceMs = 0, limit = 20 } = {}) {
          await prepareClaims(own.db, now);
          const claimed = await claimDeliveries(own.db, { now, leaseMs, paceMs, limit });
          return claimed.toSorted((a, b) => (a.deliveryKey < b.deliveryKey ? -1 : 1));
        },
        async pass(ms) {
          await own.pool.query(
            `update channel_gates set next_at = next_at - $1::float8 * interval '1 ms',
               busy_until = busy_until - $1::float8 * interval '1 ms'`,
            [ms],
          );
        },
        async states() {
          const { rows } = await own.pool.query<Record<string, unknown>>(
            `select delivery_key, channel, message_ts, state, attempts, version, due_at, post_began_at, last_error
               from deliveries order by delivery_key`,
          );
          return rows;
        },
      });
    },
  });

/** The only message that a claim got. */
export function only(claimed: readonly ClaimedDelivery[]): ClaimedDelivery {
  const [first, ...others] = claimed;
  if (first === undefined || others.length > 0) throw new Error("One message is claimed.");
  return first;
}
