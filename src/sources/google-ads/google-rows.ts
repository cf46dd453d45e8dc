import { z } from "zod";

import type { BudgetKind, CampaignSighting, CampaignStatus } from "../../domain/campaign.ts";
import { type Day, type DayRange, isDay } from "../../domain/day.ts";
import type { Micros } from "../../domain/money.ts";
import { remember } from "../../domain/remember.ts";
import type { Totals } from "../../domain/totals.ts";
import type { GoogleQuery } from "./google-ads-api.ts";

/** 64-bit integers come as texts; a field at its zero may be left out. */
const int64 = z.string().regex(/^-?\d+$/);
const micros = int64.transform(BigInt);
const count = int64.transform(Number);
const real = z.number().default(0);

const customer = z.object({
  id: int64,
  descriptiveName: z.string().default(""),
  currencyCode: z.string(),
  timeZone: z.string(),
  manager: z.boolean().default(false),
  testAccount: z.boolean().default(false),
  status: z.string().default("UNKNOWN"),
});

/** What the account is. */
export const CUSTOMER: GoogleQuery<{ readonly customer: z.output<typeof customer> }> = {
  query:
    "SELECT customer.id, customer.descriptive_name, customer.currency_code, customer.time_zone, customer.manager, customer.test_account, customer.status FROM customer LIMIT 1",
  row: z.object({ customer }),
};

const campaignRow = z.object({
  campaign: z.object({
    id: int64,
    name: z.string(),
    status: z.string().default("UNKNOWN"),
    biddingStrategySystemStatus: z.string().default("UNKNOWN"),
  }),
  campaignBudget: z
    .object({
      resourceName: z.string(),
      amountMicros: micros.optional(),
      explicitlyShared: z.boolean().default(false),
      referenceCount: count.default(0),
      period: z.string().default("DAILY"),
    })
    .optional(),
});
export type GoogleCampaign = z.output<typeof campaignRow>;
export type GoogleBudget = NonNullable<GoogleCampaign["campaignBudget"]>;

const CAMPAIGN_FIELDS =
  "SELECT campaign.id, campaign.name, campaign.status, campaign.bidding_strategy_system_status, campaign_budget.amount_micros, campaign_budget.explicitly_shared, campaign_budget.reference_count, campaign_budget.period FROM campaign";

/** Every campaign, also those that never spent. */
export const CAMPAIGNS: GoogleQuery<GoogleCampaign> = { query: CAMPAIGN_FIELDS, row: campaignRow };

/** One campaign; `id` holds digits alone. */
export function campaignQuery(id: string): GoogleQuery<GoogleCampaign> {
  return { query: `${CAMPAIGN_FIELDS} WHERE campaign.id = ${id}`, row: campaignRow };
}

const lossRow = z.object({
  campaign: z.object({ id: int64 }),
  metrics: z.object({ searchBudgetLostImpressionShare: z.number().optional() }).optional(),
});

/** The share of search impressions that each campaign lost for want of budget, over all of `days` (0.9001: over 0.9). */
export function lossQuery(days: DayRange): GoogleQuery<z.output<typeof lossRow>> {
  return {
    query: `SELECT campaign.id, metrics.search_budget_lost_impression_share FROM campaign WHERE ${between(days)}`,
    row: lossRow,
  };
}

const knownDay = remember(isDay);

const dayRow = z.object({
  campaign: z.object({ id: int64 }),
  segments: z.object({ date: z.string().refine(knownDay, { error: "is not a day" }) }),
  metrics: z.object({
    costMicros: micros.default(0n),
    impressions: count.default(0),
    clicks: count.default(0),
    conversions: real,
    conversionsValue: real,
  }),
});

/** Each campaign's days; days without anything are not in it. */
export function dayQuery(days: DayRange): GoogleQuery<z.output<typeof dayRow>> {
  return {
    query: `SELECT campaign.id, segments.date, metrics.impressions, metrics.clicks, metrics.cost_micros, metrics.conversions, metrics.conversions_value FROM campaign WHERE ${between(days)}`,
    row: dayRow,
  };
}

export function totalsOf(row: z.output<typeof dayRow>): {
  readonly externalId: string;
  readonly day: Day;
  readonly totals: Totals;
} {
  const { costMicros, impressions, clicks, conversions, conversionsValue } = row.metrics;
  return {
    externalId: row.campaign.id,
    day: row.segments.date,
    totals: {
      spendMicros: costMicros,
      impressions,
      clicks,
      conversions,
      valueMicros: microsOf(conversionsValue),
    },
  };
}

const STATUSES: Readonly<Record<string, CampaignStatus>> = {
  ENABLED: "active",
  PAUSED: "paused",
  REMOVED: "ended",
};

/** A campaign as it is told on. A budget that is shared or for the whole run is not called a daily one. */
export function sightingOf({ campaign, campaignBudget }: GoogleCampaign): CampaignSighting & {
  readonly externalId: string;
} {
  const budgetKind = campaignBudget === undefined ? undefined : budgetKindOf(campaignBudget);
  const dailyBudgetMicros = budgetKind === "daily" ? campaignBudget?.amountMicros : undefined;
  return {
    externalId: campaign.id,
    name: campaign.name,
    status: STATUSES[campaign.status] ?? "unknown",
    learning: isLearning(campaign.biddingStrategySystemStatus),
    ...(budgetKind === undefined ? {} : { budgetKind }),
    ...(dailyBudgetMicros === undefined ? {} : { dailyBudgetMicros }),
  };
}

export function budgetKindOf(budget: GoogleBudget): BudgetKind {
  if (budget.period === "CUSTOM_PERIOD") return "total";
  return budget.explicitlyShared || budget.referenceCount > 1 ? "shared" : "daily";
}

function isLearning(status: string): boolean {
  return status.startsWith("LEARNING_") || status === "MULTIPLE_LEARNING";
}

function between({ from, to }: DayRange): string {
  return `segments.date BETWEEN '${from}' AND '${to}'`;
}

/** Value comes as a floating-point number of major units. */
function microsOf(major: number): Micros {
  return BigInt(Math.round(major * 1e6));
}
