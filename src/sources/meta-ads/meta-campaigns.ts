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
  daily_budget: budget,
  lifetime_budget: budget,
  learning_stage_info: z.object({ status: z.string().optional() }).optional(),
});
type AdSet = z.output<typeof adSetForm>;

/** Without this list, Meta leaves archived ones out; deleted ones it does not list. */
const LISTED = ["ACTIVE", "PAUSED", "ARCHIVED", "IN_PROCESS", "WITH_ISSUES"];

export type MetaCampaign = CampaignSighting & { readonly externalId: string };

/** Every campaign of the account, also those that never spent. */
export async function readMetaCampaigns(
  graph: MetaGraph,
  { accountId, currency }: { readonly accountId: string; readonly currency: string },
  signal: AbortSignal,
): Promise<MetaCampaign[]> {
  const adSets = await activeAdSets(graph, accountId, signal);
  const found = await graph.all(
    `act_${accountId}/campaigns`,
    { fields: BUDGET_FIELDS, effective_status: JSON.stringify(LISTED) },
    { form: budgetHolderForm, signal },
  );
  return found.map((campaign) => {
    const own = adSets.get(campaign.id) ?? [];
    const learns = isLearning(own);
    return {
      externalId: campaign.id,
      name: campaign.name,
      status: statusOf(campaign.effective_status),
      ...budgetOf(campaign, own, metaUnit(currency)),
      ...(learns === undefined ? {} : { learning: learns }),
    };
  });
}

/** By campaign. */
async function activeAdSets(
  graph: MetaGraph,
  accountId: string,
  signal: AbortSignal,
): Promise<Map<string, AdSet[]>> {
  const adSets = await graph.all(
    `act_${accountId}/adsets`,
    { fields: Object.keys(adSetForm.shape).join(","), effective_status: '["ACTIVE"]' },
    { form: adSetForm, signal },
  );
  const found = new Map<string, AdSet[]>();
  for (const adSet of adSets) {
    const known = found.get(adSet.campaign_id);
    if (known === undefined) found.set(adSet.campaign_id, [adSet]);
    else known.push(adSet);
  }
  return found;
}

/** Whether one of them is in its learning phase; undefined where Meta says so of none, nor the opposite. */
function isLearning(adSets: readonly AdSet[]): boolean | undefined {
  const stages = adSets.flatMap(({ learning_stage_info: stage }) => stage?.status ?? []);
  return stages.length === 0 ? undefined : stages.includes("LEARNING");
}

/** A campaign without a budget has that of its only active ad set: it is written there. */
function budgetOf(
  campaign: BudgetHolder,
  adSets: readonly AdSet[],
  unit: Micros,
): Pick<CampaignSighting, "budgetKind" | "dailyBudgetMicros"> {
  const [only, ...others] = adSets;
  const own = campaign.daily_budget !== undefined || campaign.lifetime_budget !== undefined;
  const holder = own ? campaign : others.length === 0 ? only : undefined;
  const { daily_budget: daily, lifetime_budget: lifetime } = holder ?? {};
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
