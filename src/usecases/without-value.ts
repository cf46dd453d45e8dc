import type { Db } from "../db/db.ts";
import { accountsWithValue, convertingWithoutValue } from "../db/reported-value.ts";
import type { Day } from "../domain/day.ts";
import type { Micros } from "../domain/money.ts";

/**
 * Of these campaigns those of which no value is tracked: none has ever been reported up to a day, though conversions
 * were, or nothing in the whole account ever had any. A shop's new campaign without a sale is none of them.
 */
export async function withoutValue(
  db: Db,
  input: {
    readonly workspaceId: number;
    readonly campaigns: readonly {
      readonly campaignId: number;
      readonly accountId: number;
      readonly current: { readonly valueMicros: Micros };
    }[];
    readonly upTo: Day;
  },
): Promise<ReadonlySet<number>> {
  const { workspaceId, upTo } = input;
  const silent = input.campaigns.filter(({ current }) => current.valueMicros === 0n);
  const accountIds = [...new Set(silent.map(({ accountId }) => accountId))];
  const valued = await accountsWithValue(db, { workspaceId, accountIds, upTo });
  const campaignIds = silent
    .filter(({ accountId }) => valued.has(accountId))
    .map(({ campaignId }) => campaignId);
  return new Set([
    ...silent.filter(({ accountId }) => !valued.has(accountId)).map(({ campaignId }) => campaignId),
    ...(await convertingWithoutValue(db, { workspaceId, campaignIds, upTo })),
  ]);
}
