import { bigint, date, foreignKey, integer, pgTable, primaryKey } from "drizzle-orm/pg-core";

import { campaigns } from "./campaigns.ts";
import { sums } from "./sums.ts";

/** A total over several days from a file that has no days; it answers for exactly its period and nothing else. */
export const periodTotals = pgTable(
  "period_totals",
  {
    workspaceId: integer("workspace_id").notNull(),
    campaignId: integer("campaign_id").notNull(),
    fromDay: date("from_day").notNull(),
    toDay: date("to_day").notNull(),
    ...sums(),
    loadId: bigint("load_id", { mode: "bigint" }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.campaignId, table.fromDay, table.toDay] }),
    foreignKey({
      columns: [table.workspaceId, table.campaignId],
      foreignColumns: [campaigns.workspaceId, campaigns.campaignId],
    }),
  ],
);
