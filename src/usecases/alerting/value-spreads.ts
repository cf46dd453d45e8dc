import type { Db } from "../../db/db.ts";
import { valueSums } from "../../db/value-sums.ts";
import { valueSpread } from "../../domain/alerting/value-spread.ts";
import { addDays, type Day } from "../../domain/day.ts";

/** How much the value of one conversion varies in an account, and what it is on average, in major units. */
export interface Spread {
  readonly cv: number | undefined;
  readonly valuePerConversion: number | undefined;
}

const DAYS = 90;

/** The spreads of accounts, from their last 90 days up to `to`. */
export async function valueSpreads(
  db: Db,
  input: { readonly workspaceId: number; readonly accountIds: readonly number[]; readonly to: Day },
): Promise<Map<number, Spread>> {
  const rows = await valueSums(db, { ...input, from: addDays(input.to, 1 - DAYS) });
  return new Map(
    input.accountIds.map((accountId) => {
      const campaigns = rows.filter((row) => row.accountId === accountId);
      const conversions = campaigns.reduce((sum, one) => sum + one.conversions, 0);
      const value = campaigns.reduce((sum, one) => sum + one.value, 0);
      return [
        accountId,
        {
          cv: valueSpread(campaigns),
          valuePerConversion: conversions > 0 ? value / conversions : undefined,
        },
      ];
    }),
  );
}
