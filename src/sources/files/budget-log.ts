import type { DatedBudget } from "../../domain/campaign.ts";
import type { Day } from "../../domain/day.ts";
import { ownedText } from "./text/owned-text.ts";

/** Budgets that change more often than this are no budgets of days. */
const MOST_RUNS = 400;

/** A budget on days that follow one another in the file, upwards or downwards. */
interface Run {
  readonly cell: string;
  from: Day;
  to: Day;
}

/** The budgets of campaigns through the days of a file. */
export interface BudgetLog {
  see(campaign: number, cell: string, day: Day): void;
  /**
   * The budgets of a campaign, oldest first; undefined where the file says nothing of the past: most reports write
   * today's budget beside every day, which shows in that no campaign's ever differs.
   */
  of(campaign: number): readonly DatedBudget[] | undefined;
}

/** `read`: what a cell says, in micros. */
export function createBudgetLog(read: (cell: string) => bigint | undefined): BudgetLog {
  const logs: Run[][] = [];
  let varies = false;

  function see(campaign: number, cell: string, day: Day): void {
    const runs = (logs[campaign] ??= []);
    const last = runs.at(-1);
    if (last?.cell === cell) {
      if (day < last.from) last.from = day;
      else if (day > last.to) last.to = day;
      return;
    }
    varies ||= last !== undefined;
    if (runs.length <= MOST_RUNS) runs.push({ cell: ownedText(cell), from: day, to: day });
  }

  function of(campaign: number): readonly DatedBudget[] | undefined {
    const runs = (logs[campaign] ?? []).toSorted((a, b) => (a.from < b.from ? -1 : 1));
    const apart = runs.every(({ to }, index) => to < (runs[index + 1]?.from ?? "9999-12-31"));
    if (!varies || !apart || runs.length > MOST_RUNS) return undefined;
    return runs.flatMap(({ cell, from }) => {
      const micros = read(cell);
      return micros === undefined ? [] : [{ day: from, micros }];
    });
  }

  return { see, of };
}
