import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  date,
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

import { SOURCE_KINDS } from "../../domain/source/source-kind.ts";
import { oneOf } from "./one-of.ts";
import { workspaces } from "./workspaces.ts";

/** Where numbers come from by themselves, when they come next, and how the last time went. */
export const sources = pgTable(
  "sources",
  {
    workspaceId: integer("workspace_id").notNull(),
    sourceId: integer("source_id").notNull().generatedByDefaultAsIdentity(),
    kind: text("kind", { enum: SOURCE_KINDS }).notNull(),
    name: text("name").notNull(),
    settings: jsonb("settings").notNull(),
    /** Encrypted; null where the kind needs none. */
    secrets: text("secrets"),
    schedule: text("schedule").notNull(),
    /** IANA; null: the workspace's. */
    timeZone: text("time_zone"),
    /** Days before today that each load reads again. */
    trailingDays: integer("trailing_days").notNull(),
    /** Days before today that the first load goes back. */
    historyDays: integer("history_days").notNull(),
    paused: boolean("paused").notNull().default(false),
    /** All days up to this one have been loaded. */
    watermark: date("watermark"),
    /** Not before this instant; null: never by itself. */
    dueAt: timestamp("due_at", { withTimezone: true }),
    /** One instance has it until then; raised while it loads. */
    leasedUntil: timestamp("leased_until", { withTimezone: true }),
    /** Raised with each lease: one that comes back late finds that it has been followed. */
    fence: bigint("fence", { mode: "number" }).notNull().default(0),
    /** How far a load has come that is under way. */
    progressDays: text("progress_days"),
    progressRows: bigint("progress_rows", { mode: "number" }),
    failures: integer("failures").notNull().default(0),
    faultKind: text("fault_kind"),
    fault: text("fault"),
    faultNext: text("fault_next"),
    failedAt: timestamp("failed_at", { withTimezone: true }),
    loadedAt: timestamp("loaded_at", { withTimezone: true }),
    loadedRows: bigint("loaded_rows", { mode: "number" }),
    revisedRows: bigint("revised_rows", { mode: "number" }),
    loadedFrom: date("loaded_from"),
    loadedTo: date("loaded_to"),
    madeBy: text("made_by").notNull(),
    madeAt: timestamp("made_at", { withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.sourceId] }),
    foreignKey({ columns: [table.workspaceId], foreignColumns: [workspaces.workspaceId] }),
    check("sources_kind", oneOf(table.kind, SOURCE_KINDS)),
    uniqueIndex("sources_by_name").on(table.workspaceId, sql`lower(${table.name})`),
    // The runner looks for what is due, in all workspaces.
    index("sources_due").on(table.dueAt),
  ],
);
