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
  uniqueIndex,
} from "drizzle-orm/pg-core";

import { ACCOUNT_TROUBLES } from "../../domain/alerting/alert.ts";
import { accounts } from "./accounts.ts";
import { oneOf } from "./one-of.ts";
import { rules } from "./rules.ts";

export const EPISODE_KINDS = ["rule", ...ACCOUNT_TROUBLES] as const;

/** `calmed`: it never fired. */
export const EPISODE_PHASES = ["pending", "firing", "resolved", "calmed"] as const;

/** One problem of one campaign under one rule, or of one account, from breach to recovery. */
export const episodes = pgTable(
  "episodes",
  {
    workspaceId: integer("workspace_id").notNull(),
    episodeId: bigint("episode_id", { mode: "number" }).notNull().generatedByDefaultAsIdentity(),
    kind: text("kind", { enum: EPISODE_KINDS }).notNull(),
    /** Null for an account's trouble. */
    ruleId: integer("rule_id"),
    accountId: integer("account_id").notNull(),
    /** Null for an account's trouble. */
    campaignId: integer("campaign_id"),
    phase: text("phase", { enum: EPISODE_PHASES }).notNull(),
    breaches: integer("breaches").notNull(),
    recoveries: integer("recoveries").notNull(),
    breaching: boolean("breaching").notNull(),
    flapping: boolean("flapping").notNull(),
    changes: integer("changes").array().notNull(),
    openedAt: timestamp("opened_at", { withTimezone: true }).notNull(),
    firedAt: timestamp("fired_at", { withTimezone: true }),
    overAt: timestamp("over_at", { withTimezone: true }),
    /** Over because there was nothing to judge any more. */
    ended: boolean("ended").notNull().default(false),
    /** What it fired with, kept for good, and what the newest evaluation read. */
    firing: jsonb("firing"),
    latest: jsonb("latest"),
    acknowledgedBy: text("acknowledged_by"),
    acknowledgedAt: timestamp("acknowledged_at", { withTimezone: true }),
    snoozedBy: text("snoozed_by"),
    snoozedAt: timestamp("snoozed_at", { withTimezone: true }),
    snoozedUntil: timestamp("snoozed_until", { withTimezone: true }),
    channel: text("channel").notNull(),
    /** The message that tells of it: its own, or one that it shares; null while nobody has been told. */
    deliveryKey: text("delivery_key"),
    remindedAt: timestamp("reminded_at", { withTimezone: true }),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.episodeId] }),
    foreignKey({
      columns: [table.workspaceId, table.accountId],
      foreignColumns: [accounts.workspaceId, accounts.accountId],
    }),
    foreignKey({
      columns: [table.workspaceId, table.ruleId],
      foreignColumns: [rules.workspaceId, rules.ruleId],
    }),
    check("episodes_kind", oneOf(table.kind, EPISODE_KINDS)),
    check("episodes_phase", oneOf(table.phase, EPISODE_PHASES)),
    // At most one open episode of a rule and campaign, and of an account and its trouble.
    uniqueIndex("episodes_open_of_campaign")
      .on(table.workspaceId, table.ruleId, table.campaignId)
      .where(sql`${table.kind} = 'rule' and ${table.phase} in ('pending', 'firing')`),
    uniqueIndex("episodes_open_of_account")
      .on(table.workspaceId, table.accountId, table.kind)
      .where(sql`${table.kind} <> 'rule' and ${table.phase} in ('pending', 'firing')`),
    // The newest earlier episode of a campaign: did it flap?
    index("episodes_of_campaign").on(
      table.workspaceId,
      table.ruleId,
      table.campaignId,
      table.episodeId,
    ),
    // A shared message is drawn from its episodes.
    index("episodes_by_message").on(table.workspaceId, table.deliveryKey),
  ],
);
