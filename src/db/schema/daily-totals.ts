import { date, foreignKey, integer, pgTable, primaryKey } from "drizzle-orm/pg-core";

import { accounts } from "./accounts.ts";
import { sums } from "./sums.ts";

/** The roll-up of facts by account and day that overviews read; rebuilt in the transaction of each load. */
export const dailyTotals = pgTable(
  "daily_totals",
  {
    workspaceId: integer("workspace_id").notNull(),
    accountId: integer("account_id").notNull(),
    day: date("day").notNull(),
    ...sums(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.accountId, table.day] }),
    foreignKey({
      columns: [table.workspaceId, table.accountId],
      foreignColumns: [accounts.workspaceId, accounts.accountId],
    }),
  ],
);
