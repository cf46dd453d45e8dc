import type { DayRange } from "../domain/day.ts";
import type { DailyTotals } from "../domain/summary.ts";
import type { Db, Statement } from "./db.ts";
import { TOTALS_COLUMNS, totalsFrom, type TotalsRow } from "./totals-row.ts";

const DAYS: Statement = {
  heavy: true,
  name: "days_of_campaigns",
  text: `select campaign_id, day, ${TOTALS_COLUMNS} from facts
    where workspace_id = $1 and campaign_id = any($2::int[]) and day between $3 and $4
    order by campaign_id, day`,
};

/** Half a year of so many campaigns is read in a few milliseconds; between two reads others get their turn. */
const AT_ONCE = 25;

/** The days of many campaigns, oldest first; days without facts are absent, and so are campaigns without any. */
export async function daysOfCampaigns(
  db: Db,
  input: DayRange & { readonly workspaceId: number; readonly campaignIds: readonly number[] },
): Promise<Map<number, DailyTotals[]>> {
  const { workspaceId, campaignIds, from, to } = input;
  const found = new Map<number, DailyTotals[]>();
  for (let first = 0; first < campaignIds.length; first += AT_ONCE) {
    const ids = campaignIds.slice(first, first + AT_ONCE);
    const rows = await db.rows<TotalsRow & { campaign_id: number; day: string }>(DAYS, [
      workspaceId,
      ids,
      from,
      to,
    ]);
    for (const row of rows) {
      const days = found.get(row.campaign_id) ?? [];
      days.push({ day: row.day, ...totalsFrom(row) });
      found.set(row.campaign_id, days);
    }
  }
  return found;
}
