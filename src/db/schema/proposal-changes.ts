import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
} from "drizzle-orm/pg-core";

import { CHANGE_STATES, WRITE_STATES } from "../../domain/budget/proposal/proposal.ts";
import { campaigns } from "./campaigns.ts";
import { oneOf } from "./one-of.ts";
import { proposals } from "./proposals.ts";

/** The changes of an approved proposal, one campaign each, and how far each has come. */
export const proposalChanges = pgTable(
  "proposal_changes",
  {
    workspaceId: integer("workspace_id").notNull(),
    proposalId: integer("proposal_id").notNull(),
    campaignId: integer("campaign_id").notNull(),
    beforeMicros: bigint("before_micros", { mode: "bigint" }).notNull(),
    afterMicros: bigint("after_micros", { mode: "bigint" }).notNull(),
    state: text("state", { enum: CHANGE_STATES }).notNull(),
    changedBy: text("changed_by"),
    changedAt: timestamp("changed_at", { withTimezone: true }),
    /** What a later load has instead of the new budget. */
    seenMicros: bigint("seen_micros", { mode: "bigint" }),
    /** How far writing it to the platform has come; null: it is made by hand. */
    writeState: text("write_state", { enum: WRITE_STATES }),
    writeAttempts: integer("write_attempts").notNull().default(0),
    /** Not before this instant; while it is being written, the end of the writer's lease. */
    writeDueAt: timestamp("write_due_at", { withTimezone: true }),
    /** A sentence: why it was not written. */
    writeFault: text("write_fault"),
    /** The platform's. */
    requestId: text("request_id"),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.proposalId, table.campaignId] }),
    foreignKey({
      columns: [table.workspaceId, table.proposalId],
      foreignColumns: [proposals.workspaceId, proposals.proposalId],
    }),
    foreignKey({
      columns: [table.workspaceId, table.campaignId],
      foreignColumns: [campaigns.workspaceId, campaigns.campaignId],
    }),
    check("proposal_changes_state", oneOf(table.state, CHANGE_STATES)),
    check("proposal_changes_write_state", oneOf(table.writeState, WRITE_STATES)),
    // The writer looks for what waits for it, in all workspaces.
    index("proposal_changes_to_write")
      .on(table.writeDueAt)
      .where(sql`${table.writeState} in ('waiting', 'writing')`),
    // The runner looks for what no load has confirmed yet.
    index("proposal_changes_unverified")
      .on(table.workspaceId, table.campaignId)
      .where(sql`${table.state} in ('todo', 'done')`),
  ],
);
