import { recordBudgets } from "../db/budget-history.ts";
import type { Db } from "../db/db.ts";
import type { CampaignSighting } from "../domain/campaign.ts";
import type { LoadReport } from "../domain/load.ts";
import type { Written } from "./load-writer.ts";
import type { Scope } from "./scope.ts";

/** Takes note of the daily budgets that a load names, as of its last day. */
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
  const budgets = new Map<number, bigint>();
  for (const [index, { dailyBudgetMicros }] of outcome.campaigns.entries()) {
    const campaignId = written.campaignIds[index];
    if (campaignId !== undefined && dailyBudgetMicros !== undefined) {
      budgets.set(campaignId, dailyBudgetMicros);
    }
  }
  const sightings = [...budgets].map(([campaignId, budgetMicros]) => ({
    campaignId,
    budgetMicros,
    day,
    byLoad: true,
  }));
  await recordBudgets(tx, { workspaceId, now }, sightings);
}
