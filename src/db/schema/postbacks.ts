import { sql } from "drizzle-orm";
import {
  bigint,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  timestamp,
} from "drizzle-orm/pg-core";

import { workspaces } from "./workspaces.ts";

/** Conversions as trackers have called them in, word for word. Append-only, but for the mark that it has been worked through. */
export const postbacks = pgTable(
  "postbacks",
  {
    workspaceId: integer("workspace_id").notNull(),
    postbackId: bigint("postback_id", { mode: "number" }).notNull().generatedByDefaultAsIdentity(),
    receivedAt: timestamp("received_at", { withTimezone: true }).notNull(),
    /** Names and values of its parameters. */
    parameters: jsonb("parameters").notNull(),
    processedAt: timestamp("processed_at", { withTimezone: true }),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.postbackId] }),
    foreignKey({ columns: [table.workspaceId], foreignColumns: [workspaces.workspaceId] }),
    index("postbacks_waiting")
      .on(table.workspaceId, table.postbackId)
      .where(sql`${table.processedAt} is null`),
  ],
);
