import { and, eq } from "drizzle-orm";

import type {
  BudgetKind,
  CampaignLabel,
  CampaignStatus,
  PricingModel,
  Target,
} from "../domain/campaign.ts";
import type { Day, DayRange } from "../domain/day.ts";
import type { Platform } from "../domain/platform.ts";
import type { DailyTotals } from "../domain/summary.ts";
import type { Db, Statement } from "./db.ts";
import { campaigns } from "./schema/campaigns.ts";
import { TOTALS_COLUMNS, totalsFrom, type TotalsRow } from "./totals-row.ts";

/** A campaign with what is needed to judge its numbers: its account's currency, zone and freshness. */
export interface CampaignRecord {
  readonly label: CampaignLabel;
  /** The platform's own id, where a source has named it. */
  readonly externalId: string | undefined;
  readonly accountId: number;
  readonly currency: string;
  readonly zone: string;
  readonly target: Target | undefined;
  readonly dailyBudgetMicros: bigint | undefined;
  readonly budgetKind: BudgetKind | undefined;
  readonly pricing: PricingModel | undefined;
  readonly learning: boolean | undefined;
  /** Share of impressions missed for want of budget, 0 to 1. */
  readonly budgetLostShare: number | undefined;
  readonly lastDay: Day | undefined;
  readonly loadedAt: number | undefined;
  /** The team's own tracking has counted conversions of its account. */
  readonly hasFirstParty: boolean;
  /** Its days of a range, where they were read along with it. */
  readonly known?: KnownDays;
}

export interface KnownDays extends DayRange {
  readonly days: readonly DailyTotals[];
}

interface CampaignRow {
  readonly campaign_id: number;
  readonly name: string;
  readonly external_id: string | null;
  readonly status: CampaignStatus;
  readonly daily_budget_micros: bigint | null;
  readonly budget_kind: BudgetKind | null;
  readonly pricing: PricingModel | null;
  readonly learning: boolean | null;
  readonly budget_lost_share: number | null;
  readonly target_cpa_micros: bigint | null;
  readonly target_roas: number | null;
  readonly account_id: number;
  readonly account: string;
  readonly platform: Platform;
  readonly currency: string;
  readonly time_zone: string;
  readonly last_day: Day | null;
  readonly loaded_at: Date | null;
  readonly has_first_party: boolean;
}

const COLUMNS = `c.campaign_id, c.name, c.external_id, c.status, c.daily_budget_micros, c.target_cpa_micros, c.target_roas,
    c.budget_kind, c.pricing, c.learning, c.budget_lost_share, c.account_id, a.name as account, a.platform, a.currency, a.time_zone, a.last_day, a.loaded_at,
    a.first_party_since is not null as has_first_party`;

const TABLES = `campaigns c
  join accounts a on a.workspace_id = c.workspace_id and a.account_id = c.account_id`;

/** One round trip for what `/perf NAME` needs: the campaign and its days. */
const BY_NAME: Statement = {
  name: "campaigns_by_name_with_days",
  text: `select ${COLUMNS}, f.day, ${TOTALS_COLUMNS} from ${TABLES}
    left join facts f on f.workspace_id = $1 and f.campaign_id = c.campaign_id and f.day between $3 and $4
   where c.workspace_id = $1 and lower(c.name) = lower($2) order by c.campaign_id, f.day`,
};

const BY_IDS: Statement = {
  name: "campaigns_by_ids",
  text: `select ${COLUMNS} from ${TABLES}
   where c.workspace_id = $1 and c.campaign_id = any($2::int[]) order by c.campaign_id`,
};

/** By the account too: the index of ids begins with it. */
const BY_EXTERNAL_ID: Statement = {
  name: "campaigns_by_external_id",
  text: `select ${COLUMNS} from ${TABLES}
   where a.workspace_id = $1 and c.workspace_id = $1 and c.external_id = $2 order by c.campaign_id`,
};

/** One row of two long values: ten thousand rows would hold the process up for many milliseconds. */
const NAMES: Statement = {
  heavy: true,
  name: "campaign_names",
  text: `select coalesce(json_agg(campaign_id), '[]') as ids, coalesce(json_agg(name), '[]') as names
      from (select campaign_id, name from campaigns where workspace_id = $1 order by campaign_id) c`,
};

type NamedRow = CampaignRow & { readonly day: Day | null } & TotalsRow;

/** Campaigns whose whole name this is, in whatever capitals, each with its days of the range. */
export async function campaignsNamed(
  db: Db,
  input: { readonly workspaceId: number; readonly name: string; readonly days: DayRange },
): Promise<CampaignRecord[]> {
  const { from, to } = input.days;
  const rows = await db.rows<NamedRow>(BY_NAME, [input.workspaceId, input.name, from, to]);
  const found: CampaignRecord[] = [];
  let days: DailyTotals[] = [];
  for (const row of rows) {
    if (found.at(-1)?.label.id !== row.campaign_id) {
      days = [];
      found.push({ ...recordFrom(row), known: { from, to, days } });
    }
    if (row.day !== null) days.push({ day: row.day, ...totalsFrom(row) });
  }
  return found;
}

export async function campaignsById(
  db: Db,
  input: { readonly workspaceId: number; readonly ids: readonly number[] },
): Promise<CampaignRecord[]> {
  const rows = await db.rows<CampaignRow>(BY_IDS, [input.workspaceId, input.ids]);
  return rows.map(recordFrom);
}

/** Campaigns that a platform knows by this id; of several platforms, there may be several. */
export async function campaignsByExternalId(
  db: Db,
  input: { readonly workspaceId: number; readonly externalId: string },
): Promise<CampaignRecord[]> {
  const rows = await db.rows<CampaignRow>(BY_EXTERNAL_ID, [input.workspaceId, input.externalId]);
  return rows.map(recordFrom);
}

/** All campaigns' names with the ids beside them, for a search that the index cannot answer. */
export interface CampaignNames {
  readonly ids: readonly number[];
  readonly names: string[];
}

export async function campaignNames(db: Db, workspaceId: number): Promise<CampaignNames> {
  const [row] = await db.rows<CampaignNames>(NAMES, [workspaceId]);
  return row ?? { ids: [], names: [] };
}

/** A person says what a campaign's daily budget is now; the next load that names one takes its place. */
export async function setCampaignBudget(
  db: Db,
  input: {
    readonly workspaceId: number;
    readonly campaignId: number;
    readonly budgetMicros: bigint;
  },
): Promise<void> {
  await db.orm
    .update(campaigns)
    .set({ dailyBudgetMicros: input.budgetMicros })
    .where(
      and(eq(campaigns.workspaceId, input.workspaceId), eq(campaigns.campaignId, input.campaignId)),
    );
}

/** Sets or, with undefined, removes the target that a person chose. False: there is no such campaign. */
export async function setCampaignTarget(
  db: Db,
  input: {
    readonly workspaceId: number;
    readonly campaignId: number;
    readonly target: Target | undefined;
  },
): Promise<boolean> {
  const { target } = input;
  const changed = await db.orm
    .update(campaigns)
    .set({
      targetCpaMicros: target?.metric === "cpa" ? target.micros : null,
      targetRoas: target?.metric === "roas" ? target.ratio : null,
      targetByPerson: true,
    })
    .where(
      and(eq(campaigns.workspaceId, input.workspaceId), eq(campaigns.campaignId, input.campaignId)),
    )
    .returning({ id: campaigns.campaignId });
  return changed.length > 0;
}

/** A campaign's target out of its two columns. */
export function targetFrom(row: {
  readonly target_cpa_micros: bigint | null;
  readonly target_roas: number | null;
}): Target | undefined {
  if (row.target_cpa_micros !== null) return { metric: "cpa", micros: row.target_cpa_micros };
  return row.target_roas === null ? undefined : { metric: "roas", ratio: row.target_roas };
}

function recordFrom(row: CampaignRow): CampaignRecord {
  return {
    label: {
      id: row.campaign_id,
      name: row.name,
      platform: row.platform,
      account: row.account,
      status: row.status,
    },
    externalId: row.external_id ?? undefined,
    accountId: row.account_id,
    currency: row.currency,
    zone: row.time_zone,
    target: targetFrom(row),
    dailyBudgetMicros: row.daily_budget_micros ?? undefined,
    budgetKind: row.budget_kind ?? undefined,
    pricing: row.pricing ?? undefined,
    learning: row.learning ?? undefined,
    budgetLostShare: row.budget_lost_share ?? undefined,
    lastDay: row.last_day ?? undefined,
    loadedAt: row.loaded_at?.getTime(),
    hasFirstParty: row.has_first_party,
  };
}
