import { accountsReached } from "../../db/source-accounts.ts";
import { addDays, type Day, dayAt, type DayRange } from "../../domain/day.ts";
import { spanLength, spansOf } from "../../domain/source/load-spans.ts";
import type { SourceAccount } from "../../domain/source/source-kind.ts";
import type { Source } from "../source.ts";
import { type LoadRun, loadSpan } from "./load-span.ts";

/** So many rows are kept in memory before they are stored; spans are cut to fit. */
export const MOST_ROWS = 150_000;
const LONGEST_SPAN = 31;

export interface LoadedRows {
  readonly rows: number;
  readonly revised: number;
}

export const NOTHING_LOADED: LoadedRows = { rows: 0, revised: 0 };

/** Days that one request of this source may cover. */
export function longestSpan({ longestLoad }: Source): number {
  return Math.min(LONGEST_SPAN, longestLoad);
}

/**
 * Loads the history of accounts that joined after their source had come further: up to the source's watermark, from
 * where they have come themselves. How far that is stands with each account, in the transaction of its days.
 */
export async function catchUp(run: LoadRun): Promise<LoadedRows> {
  const { deps, row, accounts } = run;
  if (row.watermark === null) return NOTHING_LOADED;
  const reached = await accountsReached(deps.db, row);
  let { rows, revised } = NOTHING_LOADED;
  for (const account of accounts) {
    const behind = reached.get(account.externalId);
    if (behind === null) continue;
    const from = behind === undefined ? historyStart(run, account) : addDays(behind, 1);
    const done = await loadHistory(run, {
      account,
      history: { from, to: row.watermark },
      before: rows,
    });
    rows += done.rows;
    revised += done.revised;
  }
  return { rows, revised };
}

function historyStart({ row, scope }: LoadRun, { zone }: SourceAccount): Day {
  return addDays(dayAt(scope.now, zone), -row.historyDays);
}

async function loadHistory(
  run: LoadRun,
  given: {
    readonly account: SourceAccount;
    readonly history: DayRange;
    readonly before: number;
  },
): Promise<LoadedRows> {
  const { account, history, before } = given;
  const longest = longestSpan(run.source);
  let { rows, revised } = NOTHING_LOADED;
  let length = longest;
  for (let [span] = spansOf(history, length); span !== undefined;) {
    const behind = span.to === history.to ? null : span.to;
    const done = await loadSpan(run, { account, span, before: before + rows, behind });
    rows += done.rows;
    revised += done.revised;
    length = spanLength(span, { rows: done.rows, longest, mostRows: MOST_ROWS });
    [span] = spansOf({ from: addDays(span.to, 1), to: history.to }, length);
  }
  return { rows, revised };
}
