import { recordBudgets, recordPastBudgets } from "../db/budget-history.ts";
import type { Db } from "../db/db.ts";
import type { CampaignSighting } from "../domain/campaign.ts";
import type { Day } from "../domain/day.ts";
import type { LoadReport } from "../domain/load.ts";
import type { Written } from "./load-writer.ts";
import type { Scope } from "./scope.ts";

/** Takes note of the daily budgets that a load names: those of its days, and the latest as of its last day. */
export async function recordSeenBudgets(
  tx: Db,
  { workspaceId, now }: Scope,
  load: {
    readonly report: LoadReport;
    readonly outcome: { readonly campaigns: readonly CampaignSighting[] };
    readonly written: Written;
  },
): Promise<void> {
  const { report, outcome, written } = load;
  const day = report.days?.to;
  if (day === undefined) return;
  const latest = new Map<number, bigint>();
  const past = new Map<string, { campaignId: number; day: Day; budgetMicros: bigint }>();
  for (const [index, { dailyBudgetMicros, budgets = [] }] of outcome.campaigns.entries()) {
    const campaignId = written.campaignIds[index];
    if (campaignId === undefined) continue;
    for (const one of budgets) {
      past.set(`${campaignId} ${one.day}`, { campaignId, day: one.day, budgetMicros: one.micros });
    }
    if (dailyBudgetMicros !== undefined) latest.set(campaignId, dailyBudgetMicros);
  }
  await recordPastBudgets(tx, { workspaceId, now }, [...past.values()]);
  await recordBudgets(
    tx,
    { workspaceId, now },
    [...latest].map(([campaignId, budgetMicros]) => ({
      campaignId,
      budgetMicros,
      day,
      byLoad: true,
    })),
  );
}
