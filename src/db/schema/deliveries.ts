import { sql } from "drizzle-orm";
import {
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
} from "drizzle-orm/pg-core";

import { oneOf } from "./one-of.ts";
import { workspaces } from "./workspaces.ts";

export const DELIVERY_STATES = ["owed", "sent", "failed"] as const;

/** A message owed to Slack: a row before it is a call, so that a crash between the two loses nothing. */
export const deliveries = pgTable(
  "deliveries",
  {
    workspaceId: integer("workspace_id").notNull(),
    /** What the message is about; a later state of the same thing replaces what is still owed. */
    deliveryKey: text("delivery_key").notNull(),
    channel: text("channel").notNull(),
    /** The message to edit. */
    messageTs: text("message_ts").notNull(),
    payload: jsonb("payload").notNull(),
    state: text("state", { enum: DELIVERY_STATES }).notNull(),
    /** Raised with every change of the payload: a sender records only what it sent. */
    version: integer("version").notNull(),
    attempts: integer("attempts").notNull(),
    /** Not before this instant; a sender that takes the row moves it on, which is its lease. */
    dueAt: timestamp("due_at", { withTimezone: true }).notNull(),
    lastError: text("last_error"),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.deliveryKey] }),
    foreignKey({ columns: [table.workspaceId], foreignColumns: [workspaces.workspaceId] }),
    check("deliveries_state", oneOf(table.state, DELIVERY_STATES)),
    // The sender looks for what is due, over all workspaces.
    index("deliveries_owed")
      .on(table.dueAt)
      .where(sql`${table.state} = 'owed'`),
  ],
);
