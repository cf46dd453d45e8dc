import {
  bigint,
  boolean,
  date,
  foreignKey,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
} from "drizzle-orm/pg-core";

import { campaigns } from "./campaigns.ts";

/** What people have said of single campaigns: plans keep to it. */
export const campaignLocks = pgTable(
  "campaign_locks",
  {
    workspaceId: integer("workspace_id").notNull(),
    campaignId: integer("campaign_id").notNull(),
    frozen: boolean("frozen").notNull(),
    minMicros: bigint("min_micros", { mode: "bigint" }),
    maxMicros: bigint("max_micros", { mode: "bigint" }),
    /** The last day that it holds; null: until somebody lifts it. */
    until: date("until"),
    madeBy: text("made_by").notNull(),
    madeAt: timestamp("made_at", { withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.campaignId] }),
    foreignKey({
      columns: [table.workspaceId, table.campaignId],
      foreignColumns: [campaigns.workspaceId, campaigns.campaignId],
    }),
  ],
);
