import {
  bigint,
  foreignKey,
  pgTable,
  primaryKey,
  text,
  timestamp,
  integer,
} from "drizzle-orm/pg-core";

import { workspaces } from "./workspaces.ts";

/**
 * The line to a channel: one sender at a time, at a pace that Slack bears. Its instants are the database's clock, on
 * which all instances agree.
 */
export const channelGates = pgTable(
  "channel_gates",
  {
    workspaceId: integer("workspace_id").notNull(),
    /** As deliveries name it. */
    channel: text("channel").notNull(),
    /** The id of a channel that is named otherwise, once an answer of Slack's has told it. */
    channelId: text("channel_id"),
    /** Nothing is sent before. */
    nextAt: timestamp("next_at", { withTimezone: true }).notNull(),
    /** A sender has the line until then, or until it is done. */
    busyUntil: timestamp("busy_until", { withTimezone: true }),
    /** Raised for each sender: one that comes back after its lease finds that it has been followed. */
    fence: bigint("fence", { mode: "bigint" }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.channel] }),
    foreignKey({ columns: [table.workspaceId], foreignColumns: [workspaces.workspaceId] }),
  ],
);
