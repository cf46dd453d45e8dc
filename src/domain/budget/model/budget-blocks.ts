import { at, column } from "../at.ts";

/** What blocks are cut from: rows are days, the last row at age 0. */
export interface BlockDays {
  readonly spend: Float64Array;
  readonly conversions: Float64Array;
  readonly budget: Float64Array;
  /** F·e^δ: the share of a day's conversions that has arrived, times the day's demand. */
  readonly exposure: Float64Array;
  /** 1 for a day that counts. */
  readonly usable: Uint8Array;
  readonly referenceSpend: number;
  readonly longestBlock: number;
}

/** Days at one budget, summed; the latest block first. */
export interface Blocks {
  readonly count: number;
  /** Which days each block holds. */
  readonly rows: readonly (readonly number[])[];
  readonly conversions: Float64Array;
  readonly exposure: Float64Array;
  /** ln(mean spend / reference spend). */
  readonly logSpend: Float64Array;
  /** Mean age in days, ascending. */
  readonly age: Float64Array;
}

/**
 * Runs of days at one budget, cut at a week: between two budget changes spend varies with demand, which says nothing of
 * what a budget buys; from block to block the budget itself varies.
 */
export function budgetBlocks(days: BlockDays): Blocks {
  const blocks = runsOf(days).toReversed();
  const summed = (row: (day: number) => number) =>
    column(blocks.length, (block) => (blocks[block] ?? []).reduce((sum, day) => sum + row(day), 0));
  const spend = summed((day) => at(days.spend, day));
  const ages = summed((day) => days.spend.length - 1 - day);
  const length = (block: number) => blocks[block]?.length ?? 0;
  return {
    count: blocks.length,
    rows: blocks,
    conversions: summed((day) => at(days.conversions, day)),
    exposure: summed((day) => at(days.exposure, day)),
    logSpend: column(blocks.length, (block) =>
      Math.log(at(spend, block) / length(block) / days.referenceSpend),
    ),
    age: column(blocks.length, (block) => at(ages, block) / length(block)),
  };
}

/** Rows of each block, the earliest block first. */
function runsOf({ usable, budget, longestBlock }: BlockDays): number[][] {
  const runs: number[][] = [];
  let run: number[] = [];
  let runBudget = Number.NaN;
  for (const [row, counts] of usable.entries()) {
    if (counts === 0) continue;
    const here = at(budget, row);
    if (run.length === 0 || run.length >= longestBlock || !Object.is(here, runBudget)) {
      run = [];
      runs.push(run);
      runBudget = here;
    }
    run.push(row);
  }
  return runs;
}
