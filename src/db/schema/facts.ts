import { bigint, date, integer, pgTable, primaryKey } from "drizzle-orm/pg-core";

import { sums } from "./sums.ts";

/**
 * One campaign on one day, in monthly partitions of `day` (the migration says so by hand; drizzle knows no partitions).
 * No foreign keys: an import resolves its campaigns first, and a check per row would cost a third of its speed.
 */
export const facts = pgTable(
  "facts",
  {
    workspaceId: integer("workspace_id").notNull(),
    campaignId: integer("campaign_id").notNull(),
    day: date("day").notNull(),
    ...sums(),
    loadId: bigint("load_id", { mode: "bigint" }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.campaignId, table.day] })],
);
