import { bigint, date, integer, pgTable, primaryKey } from "drizzle-orm/pg-core";

import { sums } from "./sums.ts";

/** What a fact said before a later load changed it. Append-only. */
export const revisions = pgTable(
  "revisions",
  {
    workspaceId: integer("workspace_id").notNull(),
    campaignId: integer("campaign_id").notNull(),
    day: date("day").notNull(),
    /** The load that replaced these numbers. */
    replacedBy: bigint("replaced_by", { mode: "bigint" }).notNull(),
    ...sums(),
    /** The load that had stored them. */
    loadId: bigint("load_id", { mode: "bigint" }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.campaignId, table.day, table.replacedBy] }),
  ],
);
