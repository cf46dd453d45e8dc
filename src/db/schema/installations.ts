import { foreignKey, integer, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";

import { workspaces } from "./workspaces.ts";

/** Which Slack team a workspace is, as `auth.test` told it. */
export const installations = pgTable(
  "installations",
  {
    workspaceId: integer("workspace_id").notNull(),
    teamId: text("team_id").notNull(),
    teamName: text("team_name").notNull(),
    botUserId: text("bot_user_id"),
    scopes: text("scopes").notNull(),
    seenAt: timestamp("seen_at", { withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.teamId] }),
    foreignKey({ columns: [table.workspaceId], foreignColumns: [workspaces.workspaceId] }),
  ],
);
