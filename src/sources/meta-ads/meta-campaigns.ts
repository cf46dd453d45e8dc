import { z } from "zod";

import type { CampaignSighting, CampaignStatus } from "../../domain/campaign.ts";
import type { Micros } from "../../domain/money.ts";
import { metaUnit } from "./meta-currency.ts";
import type { MetaGraph } from "./meta-graph.ts";

/** In Meta's units; "0" is none. */
const budget = z
  .string()
  .regex(/^\d+$/, { error: "is not an amount" })
  .transform((text) => (BigInt(text) === 0n ? undefined : BigInt(text)))
  .optional();

/** A campaign or an ad set: either holds the budget. */
export const budgetHolderForm = z.object({
  id: z.string().min(1),
  name: z.string().default(""),
  effective_status: z.string().default(""),
  daily_budget: budget,
  lifetime_budget: budget,
});
export type BudgetHolder = z.output<typeof budgetHolderForm>;
export const BUDGET_FIELDS = Object.keys(budgetHolderForm.shape).join(",");

const adSetForm = z.object({
  campaign_id: z.string(),
  learning_stage_info: z.object({ status: z.string().optional() }).optional(),
});

/** Without this list, Meta leaves archived ones out; deleted ones it does not list. */
const LISTED = ["ACTIVE", "PAUSED", "ARCHIVED", "IN_PROCESS", "WITH_ISSUES"];

export type MetaCampaign = CampaignSighting & { readonly externalId: string };

/** Every campaign of the account, also those that never spent. */
export async function readMetaCampaigns(
  graph: MetaGraph,
  { accountId, currency }: { readonly accountId: string; readonly currency: string },
  signal: AbortSignal,
): Promise<MetaCampaign[]> {
  const learning = await learningCampaigns(graph, accountId, signal);
  const found = await graph.all(
    `act_${accountId}/campaigns`,
    { fields: BUDGET_FIELDS, effective_status: JSON.stringify(LISTED) },
    { form: budgetHolderForm, signal },
  );
  return found.map((campaign) => {
    const learns = learning.get(campaign.id);
    return {
      externalId: campaign.id,
      name: campaign.name,
      status: statusOf(campaign.effective_status),
      ...budgetOf(campaign, metaUnit(currency)),
      ...(learns === undefined ? {} : { learning: learns }),
    };
  });
}

/** By campaign: whether one of its active ad sets is in its learning phase; only where Meta says so or the opposite. */
async function learningCampaigns(
  graph: MetaGraph,
  accountId: string,
  signal: AbortSignal,
): Promise<Map<string, boolean>> {
  const adSets = await graph.all(
    `act_${accountId}/adsets`,
    { fields: Object.keys(adSetForm.shape).join(","), effective_status: '["ACTIVE"]' },
    { form: adSetForm, signal },
  );
  const learning = new Map<string, boolean>();
  for (const { campaign_id: id, learning_stage_info: stage } of adSets) {
    if (stage?.status === undefined) continue;
    learning.set(id, learning.get(id) === true || stage.status === "LEARNING");
  }
  return learning;
}

function budgetOf(
  { daily_budget: daily, lifetime_budget: lifetime }: BudgetHolder,
  unit: Micros,
): Pick<CampaignSighting, "budgetKind" | "dailyBudgetMicros"> {
  if (daily !== undefined) return { budgetKind: "daily", dailyBudgetMicros: daily * unit };
  return { budgetKind: lifetime === undefined ? "ad_sets" : "total" };
}

const STATUSES: Readonly<Record<string, CampaignStatus>> = {
  ACTIVE: "active",
  IN_PROCESS: "active",
  WITH_ISSUES: "active",
  PAUSED: "paused",
  ADSET_PAUSED: "paused",
  CAMPAIGN_PAUSED: "paused",
  ARCHIVED: "ended",
  DELETED: "ended",
};

function statusOf(status: string): CampaignStatus {
  return STATUSES[status] ?? "unknown";
}
