import { integer, pgTable, text, timestamp } from "drizzle-orm/pg-core";

/** A Slack team, or the one workspace of a product without Slack. Number 0 is never given out. */
export const workspaces = pgTable("workspaces", {
  workspaceId: integer("workspace_id").primaryKey().generatedByDefaultAsIdentity(),
  name: text("name").notNull(),
  /** IANA; null until it is set in Slack. */
  timeZone: text("time_zone"),
  createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
});
