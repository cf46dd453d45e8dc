import { z } from "zod";

import type { CampaignSighting, CampaignStatus } from "../../domain/campaign.ts";
import { amount, id } from "../api/answer-values.ts";
import type { MicrosoftApi } from "./microsoft-api.ts";

const TYPES = "Search Shopping DynamicSearchAds Audience Hotel PerformanceMax App";

const listed = z.object({
  Campaigns: z
    .array(
      z
        .object({
          Id: id,
          Name: z.string(),
          Status: z.string().nullish(),
          DailyBudget: amount.nullish(),
          /** Of a budget that campaigns share. */
          BudgetId: id.nullish(),
        })
        .nullable(),
    )
    .nullish(),
});

/** What the account's campaigns are called, and their budgets: in Microsoft's current campaigns always daily ones. */
export async function microsoftCampaigns(
  api: MicrosoftApi,
  { url, accountId }: { readonly url: string; readonly accountId: string },
  signal: AbortSignal,
): Promise<(CampaignSighting & { readonly externalId: string })[]> {
  const { Campaigns } = await api.post({
    url: `${url}/Campaigns/QueryByAccountId`,
    accountId,
    body: { AccountId: accountId, CampaignType: TYPES },
    data: listed,
    signal,
  });
  return (Campaigns ?? []).flatMap((campaign) => {
    if (campaign === null) return [];
    const { Id, Name, Status, DailyBudget, BudgetId } = campaign;
    const shared = BudgetId != null && BudgetId !== "0";
    return [
      {
        externalId: Id,
        name: Name,
        status: microsoftStatus(Status ?? ""),
        ...(DailyBudget == null
          ? {}
          : {
              dailyBudgetMicros: DailyBudget,
              budgetKind: shared ? ("shared" as const) : ("daily" as const),
            }),
      },
    ];
  });
}

const STATUSES: Readonly<Record<string, CampaignStatus>> = {
  active: "active",
  budgetpaused: "active",
  paused: "paused",
  budgetandmanualpaused: "paused",
  suspended: "paused",
  deleted: "ended",
};

export function microsoftStatus(status: string): CampaignStatus {
  return STATUSES[status.toLowerCase()] ?? "unknown";
}
