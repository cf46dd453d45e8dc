import {
  bigint,
  foreignKey,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
} from "drizzle-orm/pg-core";

import { workspaces } from "./workspaces.ts";

/** Who did what, written in the transaction that did it. Append-only. */
export const audit = pgTable(
  "audit",
  {
    workspaceId: integer("workspace_id").notNull(),
    auditId: bigint("audit_id", { mode: "bigint" }).notNull().generatedByDefaultAsIdentity(),
    at: timestamp("at", { withTimezone: true }).notNull(),
    /** `slack:U123`, `cli:maria`, `job:demo`. */
    actor: text("actor").notNull(),
    verb: text("verb").notNull(),
    subject: text("subject").notNull(),
    details: jsonb("details").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.auditId] }),
    foreignKey({ columns: [table.workspaceId], foreignColumns: [workspaces.workspaceId] }),
  ],
);
