import { z } from "zod";

import type { BudgetKind, CampaignSighting, CampaignStatus } from "../../domain/campaign.ts";
import { amount, id } from "../api/answer-values.ts";
import type { TiktokApi } from "./tiktok-api.ts";

const FIELDS = [
  "campaign_id",
  "campaign_name",
  "operation_status",
  "secondary_status",
  "budget",
  "budget_mode",
];

const campaignSchema = z.object({
  campaign_id: id,
  campaign_name: z.string(),
  operation_status: z.string().optional(),
  secondary_status: z.string().optional(),
  budget: amount.optional(),
  budget_mode: z.string().optional(),
});

const pageSchema = z.object({
  list: z.array(campaignSchema),
  page_info: z.object({ total_page: z.number() }),
});

type Campaign = z.infer<typeof campaignSchema>;

const STATUSES: Readonly<Record<string, CampaignStatus>> = { ENABLE: "active", DISABLE: "paused" };

/** `INFINITE`: the campaign has none, its ad groups have. */
const BUDGETS: Readonly<Record<string, BudgetKind>> = {
  BUDGET_MODE_DAY: "daily",
  BUDGET_MODE_DYNAMIC_DAILY_BUDGET: "daily",
  BUDGET_MODE_TOTAL: "total",
  BUDGET_MODE_INFINITE: "ad_sets",
};

const PAGE_SIZE = 1_000;

/** What the advertiser's campaigns are called, and their budgets. */
export async function* tiktokCampaigns(
  api: TiktokApi,
  advertiserId: string,
  signal: AbortSignal,
): AsyncGenerator<CampaignSighting & { readonly externalId: string }> {
  for (let page = 1, pages = 1; page <= pages; page += 1) {
    const found = await api.get({
      path: "campaign/get/",
      query: { advertiser_id: advertiserId, fields: FIELDS, page, page_size: PAGE_SIZE },
      data: pageSchema,
      signal,
    });
    pages = found.page_info.total_page;
    yield* found.list.map(sightingOf);
  }
}

function sightingOf(campaign: Campaign): CampaignSighting & { readonly externalId: string } {
  const { budget, budget_mode: mode = "" } = campaign;
  const budgetKind = BUDGETS[mode];
  return {
    externalId: campaign.campaign_id,
    name: campaign.campaign_name,
    status: statusOf(campaign),
    ...(budgetKind === undefined ? {} : { budgetKind }),
    ...(budgetKind === "daily" && budget !== undefined ? { dailyBudgetMicros: budget } : {}),
  };
}

function statusOf({ operation_status, secondary_status }: Campaign): CampaignStatus {
  if (secondary_status === "CAMPAIGN_STATUS_DELETE") return "ended";
  return STATUSES[operation_status ?? ""] ?? "unknown";
}
