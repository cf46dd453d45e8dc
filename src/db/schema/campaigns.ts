import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  doublePrecision,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from "drizzle-orm/pg-core";

import { BUDGET_KINDS, CAMPAIGN_STATUSES, PRICING_MODELS } from "../../domain/campaign.ts";
import { accounts } from "./accounts.ts";
import { oneOf } from "./one-of.ts";

export const campaigns = pgTable(
  "campaigns",
  {
    workspaceId: integer("workspace_id").notNull(),
    campaignId: integer("campaign_id").notNull().generatedByDefaultAsIdentity(),
    accountId: integer("account_id").notNull(),
    /** The platform's own id; null where no source has named one. */
    externalId: text("external_id"),
    name: text("name").notNull(),
    status: text("status", { enum: CAMPAIGN_STATUSES }).notNull(),
    dailyBudgetMicros: bigint("daily_budget_micros", { mode: "bigint" }),
    /** Null: not known; `daily_budget_micros` is taken for its own. */
    budgetKind: text("budget_kind", { enum: BUDGET_KINDS }),
    pricing: text("pricing", { enum: PRICING_MODELS }),
    learning: boolean("learning"),
    /** Share of impressions missed for want of budget, 0 to 1. */
    budgetLostShare: doublePrecision("budget_lost_share"),
    targetCpaMicros: bigint("target_cpa_micros", { mode: "bigint" }),
    targetRoas: doublePrecision("target_roas"),
    /** A person's target is not overwritten by a file's. */
    targetByPerson: boolean("target_by_person").notNull().default(false),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.campaignId] }),
    foreignKey({
      columns: [table.workspaceId, table.accountId],
      foreignColumns: [accounts.workspaceId, accounts.accountId],
    }),
    check("campaigns_status", oneOf(table.status, CAMPAIGN_STATUSES)),
    check("campaigns_budget_kind", oneOf(table.budgetKind, BUDGET_KINDS)),
    check("campaigns_pricing", oneOf(table.pricing, PRICING_MODELS)),
    check(
      "campaigns_one_target",
      sql`${table.targetCpaMicros} is null or ${table.targetRoas} is null`,
    ),
    // An import finds its campaigns by the platform's id, or by name where there is none.
    uniqueIndex("campaigns_by_external_id")
      .on(table.workspaceId, table.accountId, table.externalId)
      .where(sql`${table.externalId} is not null`),
    uniqueIndex("campaigns_by_bare_name")
      .on(table.workspaceId, table.accountId, table.name)
      .where(sql`${table.externalId} is null`),
    // `/perf NAME` with the whole name.
    index("campaigns_by_name").on(table.workspaceId, sql`lower(${table.name})`),
  ],
);
