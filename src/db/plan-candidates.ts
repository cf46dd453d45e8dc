import type { BudgetKind, CampaignStatus, PricingModel } from "../domain/campaign.ts";
import type { Day, DayRange } from "../domain/day.ts";
import type { Db, Statement } from "./db.ts";

/** A campaign that a budget plan may take in: what is known of it without its days. */
export interface PlanCandidate {
  readonly campaignId: number;
  readonly accountId: number;
  readonly name: string;
  /** The platform's own id. */
  readonly externalId: string | undefined;
  readonly status: CampaignStatus;
  readonly dailyBudgetMicros: bigint | undefined;
  readonly budgetKind: BudgetKind | undefined;
  readonly pricing: PricingModel | undefined;
  readonly learning: boolean;
  /** Its newest day with numbers among the late ones, and what it spent on those. */
  readonly lastDay: Day | undefined;
  readonly lateSpendMicros: bigint;
}

interface Row {
  readonly campaign_id: number;
  readonly account_id: number;
  readonly name: string;
  readonly external_id: string | null;
  readonly status: CampaignStatus;
  readonly daily_budget_micros: bigint | null;
  readonly budget_kind: BudgetKind | null;
  readonly pricing: PricingModel | null;
  readonly learning: boolean | null;
  readonly last_day: Day | null;
  readonly late_spend_micros: bigint;
}

const CANDIDATES: Statement = {
  heavy: true,
  name: "plan_candidates",
  text: `select c.campaign_id, c.account_id, c.name, c.external_id, c.status, c.daily_budget_micros,
      c.budget_kind, c.pricing, c.learning,
      late.last_day, coalesce(late.spend_micros, 0)::bigint as late_spend_micros
      from campaigns c
      left join (
        select campaign_id, max(day) as last_day, sum(spend_micros) as spend_micros from facts
         where workspace_id = $1 and day between $4 and $5 group by campaign_id
      ) late on late.campaign_id = c.campaign_id
     where c.workspace_id = $1 and c.account_id = any($2::int[])
       and (late.campaign_id is not null or exists (
         select 1 from facts f where f.workspace_id = $1 and f.campaign_id = c.campaign_id and f.day between $3 and $5))
     order by late_spend_micros desc, c.campaign_id`,
};

/** Campaigns of these accounts with numbers in a range, the highest spend since `lateFrom` first. */
export async function planCandidates(
  db: Db,
  input: DayRange & {
    readonly workspaceId: number;
    readonly accountIds: readonly number[];
    readonly lateFrom: Day;
  },
): Promise<PlanCandidate[]> {
  const { workspaceId, accountIds, from, lateFrom, to } = input;
  const rows = await db.rows<Row>(CANDIDATES, [workspaceId, accountIds, from, lateFrom, to]);
  return rows.map((row) => ({
    campaignId: row.campaign_id,
    accountId: row.account_id,
    name: row.name,
    externalId: row.external_id ?? undefined,
    status: row.status,
    dailyBudgetMicros: row.daily_budget_micros ?? undefined,
    budgetKind: row.budget_kind ?? undefined,
    pricing: row.pricing ?? undefined,
    learning: row.learning ?? false,
    lastDay: row.last_day ?? undefined,
    lateSpendMicros: row.late_spend_micros,
  }));
}
