import { sql } from "drizzle-orm";
import {
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  timestamp,
} from "drizzle-orm/pg-core";

import { proposals } from "./proposals.ts";

/** A look at what an applied proposal has brought, owed for a day after it; then what was seen. */
export const scorecards = pgTable(
  "scorecards",
  {
    workspaceId: integer("workspace_id").notNull(),
    proposalId: integer("proposal_id").notNull(),
    /** Days after the changes were made: 7, 14, 28. */
    day: integer("day").notNull(),
    dueAt: timestamp("due_at", { withTimezone: true }).notNull(),
    judgedAt: timestamp("judged_at", { withTimezone: true }),
    /** Null until it is judged. */
    result: jsonb("result"),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.proposalId, table.day] }),
    foreignKey({
      columns: [table.workspaceId, table.proposalId],
      foreignColumns: [proposals.workspaceId, proposals.proposalId],
    }),
    // The runner looks for those that are due.
    index("scorecards_due")
      .on(table.dueAt)
      .where(sql`${table.judgedAt} is null`),
  ],
);
