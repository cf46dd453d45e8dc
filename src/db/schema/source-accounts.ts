import {
  boolean,
  date,
  foreignKey,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
} from "drizzle-orm/pg-core";

import { accounts } from "./accounts.ts";
import { sources } from "./sources.ts";

/** Which source an account's numbers come from, and whether budgets may be written back through it. */
export const sourceAccounts = pgTable(
  "source_accounts",
  {
    workspaceId: integer("workspace_id").notNull(),
    accountId: integer("account_id").notNull(),
    sourceId: integer("source_id").notNull(),
    externalId: text("external_id").notNull(),
    /** It joined late, and its days have been loaded up to this one; null: it has come as far as its source. */
    behind: date("behind"),
    /** False: approved changes are only shown to the platform, and made by hand. */
    writes: boolean("writes").notNull().default(false),
    writesSetBy: text("writes_set_by"),
    writesSetAt: timestamp("writes_set_at", { withTimezone: true }),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.accountId] }),
    foreignKey({
      columns: [table.workspaceId, table.accountId],
      foreignColumns: [accounts.workspaceId, accounts.accountId],
    }),
    foreignKey({
      columns: [table.workspaceId, table.sourceId],
      foreignColumns: [sources.workspaceId, sources.sourceId],
    }).onDelete("cascade"),
  ],
);
