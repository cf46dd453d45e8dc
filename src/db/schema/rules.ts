import {
  foreignKey,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
} from "drizzle-orm/pg-core";

import { workspaces } from "./workspaces.ts";

/** What a team watches. A removed rule stays for the alerts that it has raised. */
export const rules = pgTable(
  "rules",
  {
    workspaceId: integer("workspace_id").notNull(),
    ruleId: integer("rule_id").notNull().generatedByDefaultAsIdentity(),
    /** The rule in the form of rule files. */
    definition: jsonb("definition").notNull(),
    /** The newest tick of its schedule that some instance has evaluated; the next due one is later. */
    lastTick: timestamp("last_tick", { withTimezone: true }).notNull(),
    /** The instant of the last evaluation, scheduled or asked for. */
    evaluatedAt: timestamp("evaluated_at", { withTimezone: true }),
    /** Counts evaluations: flapping is measured in them. */
    evaluations: integer("evaluations").notNull().default(0),
    mutedBy: text("muted_by"),
    mutedAt: timestamp("muted_at", { withTimezone: true }),
    /** Null while `muted_by` is set: until somebody unmutes it. */
    mutedUntil: timestamp("muted_until", { withTimezone: true }),
    createdBy: text("created_by").notNull(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
    changedBy: text("changed_by").notNull(),
    changedAt: timestamp("changed_at", { withTimezone: true }).notNull(),
    removedAt: timestamp("removed_at", { withTimezone: true }),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.ruleId] }),
    foreignKey({ columns: [table.workspaceId], foreignColumns: [workspaces.workspaceId] }),
  ],
);
