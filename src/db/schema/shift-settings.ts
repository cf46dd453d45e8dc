import { foreignKey, integer, jsonb, pgTable, primaryKey, timestamp } from "drizzle-orm/pg-core";

import { workspaces } from "./workspaces.ts";

/** How a workspace wants its budget shifts; one without a row has the defaults. */
export const shiftSettings = pgTable(
  "shift_settings",
  {
    workspaceId: integer("workspace_id").notNull(),
    settings: jsonb("settings").notNull(),
    /** The newest tick of the schedule that has had its proposal, or its silence. */
    lastTick: timestamp("last_tick", { withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId] }),
    foreignKey({ columns: [table.workspaceId], foreignColumns: [workspaces.workspaceId] }),
  ],
);
