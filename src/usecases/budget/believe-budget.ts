import { recordBudgets } from "../../db/budget-history.ts";
import { setCampaignBudget } from "../../db/campaigns.ts";
import type { Db } from "../../db/db.ts";
import { dayAt } from "../../domain/day.ts";
import type { Micros } from "../../domain/money.ts";

/**
 * What a campaign's daily budget is now, until a load says otherwise; `zone`: where the account's days are cut; `byLoad`:
 * its platform says so, and not a person.
 */
export async function believeBudget(
  tx: Db,
  seen: {
    readonly workspaceId: number;
    readonly campaignId: number;
    readonly zone: string;
    readonly budgetMicros: Micros;
    readonly byLoad: boolean;
    /** Milliseconds since 1970. */
    readonly now: number;
  },
): Promise<void> {
  const { workspaceId, campaignId, zone, budgetMicros, byLoad, now } = seen;
  await setCampaignBudget(tx, { workspaceId, campaignId, budgetMicros });
  await recordBudgets(tx, { workspaceId, now }, [
    { campaignId, day: dayAt(now, zone), budgetMicros, byLoad },
  ]);
}
