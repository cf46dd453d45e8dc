import { z } from "zod";

import type { CampaignSighting, CampaignStatus, PricingModel } from "../../domain/campaign.ts";
import { amount, id } from "../api/answer-values.ts";
import type { LinkedinApi } from "./linkedin-api.ts";

const budget = z.object({ amount, currencyCode: z.string() });

const campaignSchema = z.object({
  id,
  name: z.string(),
  status: z.string().optional(),
  costType: z.string().optional(),
  dailyBudget: budget.optional(),
  totalBudget: budget.optional(),
});

const pageSchema = z.object({
  elements: z.array(campaignSchema),
  metadata: z.object({ nextPageToken: z.string().optional() }).optional(),
});

type Campaign = z.infer<typeof campaignSchema>;

const STATUSES: Readonly<Record<string, CampaignStatus>> = {
  ACTIVE: "active",
  PAUSED: "paused",
  COMPLETED: "ended",
  CANCELED: "ended",
  ARCHIVED: "ended",
  PENDING_DELETION: "ended",
  REMOVED: "ended",
};

const PRICINGS: Readonly<Record<string, PricingModel>> = { CPM: "cpm", CPC: "cpc" };

const PAGE_SIZE = 1_000;

/** What the account's campaigns are called, what they pay for, and their budgets. */
export async function* linkedinCampaigns(
  api: LinkedinApi,
  accountId: string,
  signal: AbortSignal,
): AsyncGenerator<CampaignSighting & { readonly externalId: string }> {
  let token: string | undefined;
  do {
    const next = token === undefined ? "" : `&pageToken=${encodeURIComponent(token)}`;
    const page = await api.get({
      path: `adAccounts/${accountId}/adCampaigns?q=search&sortOrder=ASCENDING&pageSize=${PAGE_SIZE}${next}`,
      data: pageSchema,
      signal,
    });
    yield* page.elements.map(sightingOf);
    token = page.metadata?.nextPageToken;
  } while (token !== undefined && token !== "");
}

function sightingOf(campaign: Campaign): CampaignSighting & { readonly externalId: string } {
  const { dailyBudget, totalBudget, costType = "", status = "" } = campaign;
  const pricing = PRICINGS[costType];
  return {
    externalId: campaign.id,
    name: campaign.name,
    status: STATUSES[status] ?? "unknown",
    ...(pricing === undefined ? {} : { pricing }),
    ...(dailyBudget === undefined
      ? totalBudget === undefined
        ? {}
        : { budgetKind: "total" as const }
      : { budgetKind: "daily" as const, dailyBudgetMicros: dailyBudget.amount }),
  };
}
