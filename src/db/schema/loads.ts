import {
  bigint,
  date,
  foreignKey,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from "drizzle-orm/pg-core";

import { accounts } from "./accounts.ts";
import { sums } from "./sums.ts";

/** One run of a source that stored something. */
export const loads = pgTable(
  "loads",
  {
    workspaceId: integer("workspace_id").notNull(),
    loadId: bigint("load_id", { mode: "bigint" }).notNull().generatedByDefaultAsIdentity(),
    accountId: integer("account_id").notNull(),
    source: text("source").notNull(),
    /** What makes two loads the same: the hash of a file's bytes and of what was said about it. */
    fingerprint: text("fingerprint").notNull(),
    grain: text("grain", { enum: ["day", "period"] }).notNull(),
    fromDay: date("from_day").notNull(),
    toDay: date("to_day").notNull(),
    campaigns: integer("campaigns").notNull(),
    rowsRead: bigint("rows_read", { mode: "number" }).notNull(),
    rowsRejected: bigint("rows_rejected", { mode: "number" }).notNull(),
    ...sums(),
    loadedAt: timestamp("loaded_at", { withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.loadId] }),
    foreignKey({
      columns: [table.workspaceId, table.accountId],
      foreignColumns: [accounts.workspaceId, accounts.accountId],
    }),
    // The same file twice changes nothing.
    uniqueIndex("loads_by_fingerprint").on(table.workspaceId, table.accountId, table.fingerprint),
  ],
);
