import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
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

/** `unknown`: perhaps posted, and Slack does not let us look. */
export const DELIVERY_STATES = ["owed", "sent", "failed", "unknown"] as const;

/** A message owed to Slack: a row before it is a call, so that a crash between the two loses nothing. */
export const deliveries = pgTable(
  "deliveries",
  {
    workspaceId: integer("workspace_id").notNull(),
    /** What the message is about; a later state of the same thing replaces what is still owed. */
    deliveryKey: text("delivery_key").notNull(),
    /** Where it is to go: a channel's id or `#name`, or a person's id. Once it is posted: the id where it stands. */
    channel: text("channel").notNull(),
    /** Null until it is posted; from then on what is owed is an edit. */
    messageTs: text("message_ts"),
    /** The delivery whose message it answers in a thread. */
    threadKey: text("thread_key"),
    /** The order of replies in their thread. */
    sequence: bigint("sequence", { mode: "bigint" }).notNull().generatedAlwaysAsIdentity(),
    /** A reply that is shown in the channel too. */
    broadcast: boolean("broadcast").notNull().default(false),
    /** `critical` is posted again rather than perhaps lost. */
    severity: text("severity").notNull().default("warning"),
    payload: jsonb("payload").notNull(),
    state: text("state", { enum: DELIVERY_STATES }).notNull(),
    /** Raised with every change of the payload: a sender records only what it sent. */
    version: integer("version").notNull(),
    /** Of the present version; a rate limit does not count. */
    attempts: integer("attempts").notNull(),
    /** Not before this instant. */
    dueAt: timestamp("due_at", { withTimezone: true }).notNull(),
    /** When the present version first became due; it is given up a day later. */
    owedSince: timestamp("owed_since", { withTimezone: true }).notNull().defaultNow(),
    /** When the first attempt to post began whose outcome is not known: the message may stand since then. */
    postBeganAt: timestamp("post_began_at", { withTimezone: true }),
    lastError: text("last_error"),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.deliveryKey] }),
    foreignKey({ columns: [table.workspaceId], foreignColumns: [workspaces.workspaceId] }),
    check("deliveries_state", oneOf(table.state, DELIVERY_STATES)),
    // The sender looks for the first that is due in a channel.
    index("deliveries_owed")
      .on(table.workspaceId, table.channel, table.dueAt, table.sequence)
      .where(sql`${table.state} = 'owed'`),
    // The sender asks whether an earlier reply of a thread waits.
    index("deliveries_replies")
      .on(table.workspaceId, table.threadKey, table.sequence)
      .where(sql`${table.state} = 'owed' and ${table.messageTs} is null`),
    // Doctor and metrics count what needs a look.
    index("deliveries_trouble")
      .on(table.state, table.owedSince)
      .where(sql`${table.state} <> 'sent'`),
  ],
);
