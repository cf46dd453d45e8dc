import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  date,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
} from "drizzle-orm/pg-core";

import { CONVERSION_STATUSES } from "../../domain/source/conversion.ts";
import { campaigns } from "./campaigns.ts";
import { oneOf } from "./one-of.ts";
import { workspaces } from "./workspaces.ts";

/** Conversions that the team's own tracking has counted: they stand beside the platforms' and are never added to them. */
export const firstPartyConversions = pgTable(
  "first_party_conversions",
  {
    workspaceId: integer("workspace_id").notNull(),
    /** Click, transaction and event, as JSON. */
    conversionKey: text("conversion_key").notNull(),
    /** Of the key; null: it has none. */
    transactionId: text("transaction_id").generatedAlwaysAs(
      sql`nullif(conversion_key::jsonb ->> 1, '')`,
    ),
    /** Null: no campaign is known by what the tracker calls it. */
    campaignId: integer("campaign_id"),
    /** What the tracker calls the campaign, and the source of its clicks. */
    campaignRef: text("campaign_ref"),
    sourceRef: text("source_ref"),
    status: text("status", { enum: CONVERSION_STATUSES }).notNull(),
    event: text("event"),
    /** The account's; the workspace's where there is no campaign. */
    day: date("day").notNull(),
    /** 0 where no call has said. */
    valueMicros: bigint("value_micros", { mode: "bigint" }).notNull(),
    currency: text("currency"),
    /** Which call said what it is worth, and with which status; null: none has. */
    valueStatus: text("value_status", { enum: CONVERSION_STATUSES }),
    valuePostbackId: bigint("value_postback_id", { mode: "number" }),
    /** Which call named the campaign. */
    campaignPostbackId: bigint("campaign_postback_id", { mode: "number" }),
    occurredAt: timestamp("occurred_at", { withTimezone: true }).notNull(),
    changedAt: timestamp("changed_at", { withTimezone: true }).notNull(),
    /** The newest postback about it. */
    postbackId: bigint("postback_id", { mode: "number" }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.conversionKey] }),
    foreignKey({ columns: [table.workspaceId], foreignColumns: [workspaces.workspaceId] }),
    foreignKey({
      columns: [table.workspaceId, table.campaignId],
      foreignColumns: [campaigns.workspaceId, campaigns.campaignId],
    }),
    check("first_party_conversions_status", oneOf(table.status, CONVERSION_STATUSES)),
    check("first_party_conversions_value_status", oneOf(table.valueStatus, CONVERSION_STATUSES)),
    // A summary reads a campaign's days.
    index("first_party_conversions_by_campaign").on(table.workspaceId, table.campaignId, table.day),
    // A call finds what else is known of its transaction.
    index("first_party_conversions_by_transaction")
      .on(table.workspaceId, table.transactionId)
      .where(sql`${table.transactionId} is not null`),
    // Settings list what belongs nowhere; a new campaign takes what was called in before it.
    index("first_party_conversions_orphans")
      .on(table.workspaceId, table.campaignRef)
      .where(sql`${table.campaignId} is null`),
  ],
);
