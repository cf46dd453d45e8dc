import { addDays, type DayRange } from "../../domain/day.ts";
import { spanLength, spansOf } from "../../domain/source/load-spans.ts";
import type { Source } from "../source.ts";

/** So many rows are kept in memory before they are stored; spans are cut to fit. */
const MOST_ROWS = 150_000;
const LONGEST_SPAN = 31;

export interface LoadedRows {
  readonly rows: number;
  readonly revised: number;
}

export const NOTHING_LOADED: LoadedRows = { rows: 0, revised: 0 };

export function added(a: LoadedRows, b: LoadedRows): LoadedRows {
  return { rows: a.rows + b.rows, revised: a.revised + b.revised };
}

/** Loads days span by span, oldest first, each as long as the rows of the last one advise; `rows`: those before it. */
export async function inSpans(
  { longestLoad }: Source,
  days: DayRange,
  load: (span: DayRange, rows: number) => Promise<LoadedRows>,
): Promise<LoadedRows> {
  const longest = Math.min(LONGEST_SPAN, longestLoad);
  let all = NOTHING_LOADED;
  let length = longest;
  for (let [span] = spansOf(days, length); span !== undefined;) {
    const done = await load(span, all.rows);
    all = added(all, done);
    length = spanLength(span, { rows: done.rows, longest, mostRows: MOST_ROWS });
    [span] = spansOf({ from: addDays(span.to, 1), to: days.to }, length);
  }
  return all;
}
