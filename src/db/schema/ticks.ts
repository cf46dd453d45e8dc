import { integer, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";

/** The newest moment of each schedule that some instance has claimed. Workspace 0 is the installation as a whole. */
export const ticks = pgTable(
  "ticks",
  {
    workspaceId: integer("workspace_id").notNull(),
    job: text("job").notNull(),
    lastTick: timestamp("last_tick", { withTimezone: true }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.job] })],
);
