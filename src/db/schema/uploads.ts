import {
  check,
  foreignKey,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
} from "drizzle-orm/pg-core";

import { oneOf } from "./one-of.ts";
import { workspaces } from "./workspaces.ts";

export const UPLOAD_STATES = ["waiting", "loading", "done", "cancelled"] as const;

/** A file dropped into Slack, from the drop to its end; the message about it is edited to each state. */
export const uploads = pgTable(
  "uploads",
  {
    workspaceId: integer("workspace_id").notNull(),
    /** Slack's id of the file. */
    uploadId: text("upload_id").notNull(),
    fileName: text("file_name").notNull(),
    channel: text("channel").notNull(),
    messageTs: text("message_ts").notNull(),
    requestedBy: text("requested_by").notNull(),
    /** What was said about the file: account, platform, currency, zone, period. */
    answers: jsonb("answers").notNull(),
    state: text("state", { enum: UPLOAD_STATES }).notNull(),
    /** Who moved it to that state. */
    movedBy: text("moved_by").notNull(),
    movedAt: timestamp("moved_at", { withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.uploadId] }),
    foreignKey({ columns: [table.workspaceId], foreignColumns: [workspaces.workspaceId] }),
    check("uploads_state", oneOf(table.state, UPLOAD_STATES)),
  ],
);
