import type { Db } from "../../db/db.ts";
import { presentDays } from "../../db/present-days.ts";
import { addDays, type DayRange, eachDay } from "../../domain/day.ts";

/**
 * Days of a range that campaigns ought to have numbers for and have not: those on whose weekday a week before there
 * were some. A campaign that never runs on Sundays lacks nothing.
 */
export async function missingDays(
  db: Db,
  input: {
    readonly workspaceId: number;
    readonly campaignIds: readonly number[];
    readonly range: DayRange;
  },
): Promise<Map<number, number>> {
  const { range } = input;
  const present = await presentDays(db, { ...input, from: addDays(range.from, -7), to: range.to });
  const days = eachDay(range);
  return new Map(
    input.campaignIds.map((campaignId) => {
      const has = present.get(campaignId) ?? new Set();
      return [campaignId, days.filter((day) => !has.has(day) && has.has(addDays(day, -7))).length];
    }),
  );
}
