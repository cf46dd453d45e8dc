import type { DayRange } from "../domain/day.ts";
import type { DailyTotals } from "../domain/summary.ts";
import type { Db, Statement } from "./db.ts";
import { TOTALS_COLUMNS, totalsFrom, type TotalsRow } from "./totals-row.ts";

const DAILY: Statement = {
  name: "campaign_days",
  text: `select day, ${TOTALS_COLUMNS} from facts
    where workspace_id = $1 and campaign_id = $2 and day between $3 and $4 order by day`,
};

/** One campaign's days, oldest first; days without facts are absent. */
export async function campaignDays(
  db: Db,
  input: DayRange & { readonly workspaceId: number; readonly campaignId: number },
): Promise<DailyTotals[]> {
  const rows = await db.rows<TotalsRow & { day: string }>(DAILY, [
    input.workspaceId,
    input.campaignId,
    input.from,
    input.to,
  ]);
  return rows.map((row) => ({ day: row.day, ...totalsFrom(row) }));
}

const WITH_FACTS: Statement = {
  name: "campaigns_with_facts",
  text: `select distinct campaign_id from facts
    where workspace_id = $1 and campaign_id = any($2::int[]) and day between $3 and $4`,
};

/** Which of these campaigns have facts in a range. */
export async function campaignsWithFacts(
  db: Db,
  input: DayRange & { readonly workspaceId: number; readonly campaignIds: readonly number[] },
): Promise<Set<number>> {
  const { workspaceId, campaignIds, from, to } = input;
  const rows = await db.rows<{ campaign_id: number }>(WITH_FACTS, [
    workspaceId,
    campaignIds,
    from,
    to,
  ]);
  return new Set(rows.map((row) => row.campaign_id));
}
