import {
  bigint,
  boolean,
  date,
  foreignKey,
  integer,
  pgTable,
  primaryKey,
  timestamp,
} from "drizzle-orm/pg-core";

import { campaigns } from "./campaigns.ts";

/** What a campaign's daily budget was seen to be, and since which of the account's days: a row for each change. */
export const budgetHistory = pgTable(
  "budget_history",
  {
    workspaceId: integer("workspace_id").notNull(),
    campaignId: integer("campaign_id").notNull(),
    day: date("day").notNull(),
    budgetMicros: bigint("budget_micros", { mode: "bigint" }).notNull(),
    /** Read from the platform's numbers; else a person has said so. */
    byLoad: boolean("by_load").notNull(),
    /** When it was last seen to be so. */
    seenAt: timestamp("seen_at", { withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.campaignId, table.day] }),
    foreignKey({
      columns: [table.workspaceId, table.campaignId],
      foreignColumns: [campaigns.workspaceId, campaigns.campaignId],
    }),
  ],
);
