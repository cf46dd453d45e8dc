import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  date,
  foreignKey,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from "drizzle-orm/pg-core";

import { PLATFORMS } from "../../domain/platform.ts";
import { oneOf } from "./one-of.ts";
import { workspaces } from "./workspaces.ts";

export const accounts = pgTable(
  "accounts",
  {
    workspaceId: integer("workspace_id").notNull(),
    accountId: integer("account_id").notNull().generatedByDefaultAsIdentity(),
    platform: text("platform", { enum: PLATFORMS }).notNull(),
    name: text("name").notNull(),
    currency: text("currency").notNull(),
    /** No file has named the currency yet: the first that does, decides. */
    currencyAssumed: boolean("currency_assumed").notNull(),
    timeZone: text("time_zone").notNull(),
    /** The newest day with facts, and when a load last stored something. */
    lastDay: date("last_day"),
    loadedAt: timestamp("loaded_at", { withTimezone: true }),
    /** The earliest day with a conversion of the team's own tracking; null: there is none. */
    firstPartySince: date("first_party_since"),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.accountId] }),
    foreignKey({ columns: [table.workspaceId], foreignColumns: [workspaces.workspaceId] }),
    check("accounts_platform", oneOf(table.platform, PLATFORMS)),
    // An import finds its account by platform and name.
    uniqueIndex("accounts_by_name").on(
      table.workspaceId,
      table.platform,
      sql`lower(${table.name})`,
    ),
  ],
);
