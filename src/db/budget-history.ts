import type { BudgetInForce } from "../domain/budget/model/days-at-budget.ts";
import type { Day } from "../domain/day.ts";
import type { Db, Statement } from "./db.ts";

export interface BudgetSighting extends BudgetInForce {
  readonly campaignId: number;
  /** Read from the platform's numbers, not told by a person. */
  readonly byLoad: boolean;
}

/**
 * A row for each change; what is seen again unchanged only makes the newest row's sight younger. Of one day the last
 * word counts.
 */
const RECORD: Statement = {
  name: "record_budgets",
  text: `with seen as (
      select * from unnest($2::int[], $3::date[], $4::bigint[], $5::boolean[]) as s (campaign_id, day, budget, by_load)),
    before as (
      select distinct on (b.campaign_id) b.campaign_id, b.day, b.budget_micros
        from budget_history b join seen s on s.campaign_id = b.campaign_id
       where b.workspace_id = $1::int and b.day <= s.day order by b.campaign_id, b.day desc)
    insert into budget_history as h (workspace_id, campaign_id, day, budget_micros, by_load, seen_at)
    select $1::int, s.campaign_id, case when b.budget_micros = s.budget then b.day else s.day end, s.budget, s.by_load, $6::timestamptz
      from seen s left join before b on b.campaign_id = s.campaign_id
     order by 2, 3
    on conflict (workspace_id, campaign_id, day) do update set
      budget_micros = excluded.budget_micros, by_load = excluded.by_load, seen_at = excluded.seen_at`,
};

/** Takes note of budgets as they are seen at `now`, milliseconds since 1970; of each campaign at most one. */
export async function recordBudgets(
  db: Db,
  scope: { readonly workspaceId: number; readonly now: number },
  sightings: readonly BudgetSighting[],
): Promise<void> {
  if (sightings.length === 0) return;
  await db.rows(RECORD, [
    scope.workspaceId,
    sightings.map(({ campaignId }) => campaignId),
    sightings.map(({ day }) => day),
    sightings.map(({ budgetMicros }) => budgetMicros),
    sightings.map(({ byLoad }) => byLoad),
    new Date(scope.now),
  ]);
}

/** Of each campaign any number; what was in force by then already is no change. */
const RECORD_PAST: Statement = {
  name: "record_past_budgets",
  text: `insert into budget_history as h (workspace_id, campaign_id, day, budget_micros, by_load, seen_at)
    select $1::int, s.campaign_id, s.day, s.budget, true, $5::timestamptz
      from unnest($2::int[], $3::date[], $4::bigint[]) as s (campaign_id, day, budget)
      left join lateral (
        select b.budget_micros from budget_history b
         where b.workspace_id = $1::int and b.campaign_id = s.campaign_id and b.day <= s.day
         order by b.day desc limit 1) before on true
     where before.budget_micros is distinct from s.budget
     order by 2, 3
    on conflict (workspace_id, campaign_id, day) do update set
      budget_micros = excluded.budget_micros, by_load = true, seen_at = excluded.seen_at`,
};

/** Takes note of what a source says of earlier days; of one campaign and day at most one. */
export async function recordPastBudgets(
  db: Db,
  scope: { readonly workspaceId: number; readonly now: number },
  past: readonly (BudgetInForce & { readonly campaignId: number })[],
): Promise<void> {
  if (past.length === 0) return;
  await db.rows(RECORD_PAST, [
    scope.workspaceId,
    past.map(({ campaignId }) => campaignId),
    past.map(({ day }) => day),
    past.map(({ budgetMicros }) => budgetMicros),
    new Date(scope.now),
  ]);
}

const HISTORY: Statement = {
  name: "budget_history_of",
  text: `select campaign_id, day, budget_micros from budget_history
    where workspace_id = $1 and campaign_id = any($2::int[]) order by campaign_id, day`,
};

/** The budgets of campaigns through time, the oldest first. */
export async function budgetHistoryOf(
  db: Db,
  input: { readonly workspaceId: number; readonly campaignIds: readonly number[] },
): Promise<Map<number, BudgetInForce[]>> {
  const rows = await db.rows<{ campaign_id: number; day: Day; budget_micros: bigint }>(HISTORY, [
    input.workspaceId,
    input.campaignIds,
  ]);
  const history = new Map<number, BudgetInForce[]>();
  for (const row of rows) {
    const list = history.get(row.campaign_id) ?? [];
    list.push({ day: row.day, budgetMicros: row.budget_micros });
    history.set(row.campaign_id, list);
  }
  return history;
}
