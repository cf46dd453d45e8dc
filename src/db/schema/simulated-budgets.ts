import {
  bigint,
  foreignKey,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
} from "drizzle-orm/pg-core";

import { workspaces } from "./workspaces.ts";

/** The budgets that have been written to the made-up platform of the trial: it remembers them here. */
export const simulatedBudgets = pgTable(
  "simulated_budgets",
  {
    workspaceId: integer("workspace_id").notNull(),
    campaign: text("campaign").notNull(),
    budgetMicros: bigint("budget_micros", { mode: "bigint" }).notNull(),
    setAt: timestamp("set_at", { withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.campaign] }),
    foreignKey({ columns: [table.workspaceId], foreignColumns: [workspaces.workspaceId] }),
  ],
);
