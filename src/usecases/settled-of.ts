import type { CampaignRecord } from "../db/campaigns.ts";
import type { Db } from "../db/db.ts";
import { dayAt, type DayRange } from "../domain/day.ts";
import { settledFigures } from "../domain/lag/settled-figures.ts";
import type { Settled } from "../domain/settled.ts";
import type { DailyTotals } from "../domain/summary.ts";
import { accountLag } from "./account-lag.ts";
import type { Scope } from "./scope.ts";

/** How far a campaign's days have filled up; undefined where nothing is known of its account's lag. */
export async function settledOf(
  db: Db,
  { workspaceId }: Scope,
  of: {
    readonly record: CampaignRecord;
    readonly range: DayRange;
    readonly daily: readonly DailyTotals[];
  },
): Promise<Settled | undefined> {
  const { record, range, daily } = of;
  const { accountId, zone, loadedAt, label } = record;
  if (loadedAt === undefined || daily.length === 0) return undefined;
  const { platform } = label;
  const lag = await accountLag(db, { workspaceId, accountId, platform, zone, loadedAt });
  return lag && settledFigures(lag, { range, daily, readOn: dayAt(loadedAt, zone) });
}
