import {
  boolean,
  foreignKey,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
} from "drizzle-orm/pg-core";

import { workspaces } from "./workspaces.ts";

/** How a channel wants its alerts. A channel without a row has the defaults. */
export const alertChannels = pgTable(
  "alert_channels",
  {
    workspaceId: integer("workspace_id").notNull(),
    /** As rules name it: its id, or `#name`. */
    channel: text("channel").notNull(),
    /** What is said in threads is also sent to the channel. */
    broadcast: boolean("broadcast").notNull().default(false),
    /** Local time of the morning digest, `HH:MM`; null: none. */
    morningAt: text("morning_at"),
    /** IANA; null: the workspace's. */
    timeZone: text("time_zone"),
    morningTick: timestamp("morning_tick", { withTimezone: true }),
    /** Slack's word for why nothing can be said there. */
    lostReason: text("lost_reason"),
    lostAt: timestamp("lost_at", { withTimezone: true }),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.channel] }),
    foreignKey({ columns: [table.workspaceId], foreignColumns: [workspaces.workspaceId] }),
  ],
);
