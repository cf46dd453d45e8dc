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
  uniqueIndex,
} from "drizzle-orm/pg-core";

import { PROPOSAL_KINDS, PROPOSAL_STATES } from "../../domain/budget/proposal/proposal.ts";
import { oneOf } from "./one-of.ts";
import { workspaces } from "./workspaces.ts";

/** A budget shift that has been proposed, from its first message to its last scorecard. */
export const proposals = pgTable(
  "proposals",
  {
    workspaceId: integer("workspace_id").notNull(),
    proposalId: integer("proposal_id").notNull().generatedByDefaultAsIdentity(),
    kind: text("kind", { enum: PROPOSAL_KINDS }).notNull(),
    state: text("state", { enum: PROPOSAL_STATES }).notNull(),
    /** Raised with every change of the plan: a click tells which plan it saw. */
    version: integer("version").notNull().default(1),
    plan: jsonb("plan").notNull(),
    /** What an approval found changed, before the plan was worked out anew. */
    differences: jsonb("differences").notNull().default([]),
    channel: text("channel").notNull(),
    deliveryKey: text("delivery_key").notNull(),
    createdBy: text("created_by").notNull(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
    expiresAt: timestamp("expires_at", { withTimezone: true }).notNull(),
    editedBy: text("edited_by"),
    /** The first approval where two people have to approve. */
    firstBy: text("first_by"),
    firstAt: timestamp("first_at", { withTimezone: true }),
    decidedBy: text("decided_by"),
    decidedAt: timestamp("decided_at", { withTimezone: true }),
    reason: text("reason"),
    /** When the last of its changes was made. */
    appliedAt: timestamp("applied_at", { withTimezone: true }),
    /** The proposal that this one takes back. */
    undoOf: integer("undo_of"),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.proposalId] }),
    foreignKey({ columns: [table.workspaceId], foreignColumns: [workspaces.workspaceId] }),
    check("proposals_kind", oneOf(table.kind, PROPOSAL_KINDS)),
    check("proposals_state", oneOf(table.state, PROPOSAL_STATES)),
    // People decide one thing at a time.
    uniqueIndex("proposals_one_open")
      .on(table.workspaceId)
      .where(sql`${table.state} = 'open'`),
    // The runner looks for those whose time is over.
    index("proposals_expiring")
      .on(table.expiresAt)
      .where(sql`${table.state} = 'open'`),
  ],
);
