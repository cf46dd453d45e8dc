import { accountsReached } from "../../db/source-accounts.ts";
import { addDays, type Day, dayAt } from "../../domain/day.ts";
import type { SourceAccount } from "../../domain/source/source-kind.ts";
import { added, inSpans, type LoadedRows, NOTHING_LOADED } from "./in-spans.ts";
import { type LoadRun, loadSpan } from "./load-span.ts";

/**
 * Loads the history of accounts that joined after their source had come further: up to the source's watermark, from
 * where they have come themselves. How far that is stands with each account, in the transaction of its days.
 */
export async function catchUp(run: LoadRun): Promise<LoadedRows> {
  const { deps, row, source, accounts } = run;
  const { watermark } = row;
  if (watermark === null) return NOTHING_LOADED;
  const reached = await accountsReached(deps.db, row);
  let joined = NOTHING_LOADED;
  for (const account of accounts) {
    const behind = reached.get(account.externalId);
    if (behind === null) continue;
    const from = behind === undefined ? historyStart(run, account) : addDays(behind, 1);
    const earlier = joined.rows;
    const done = await inSpans(source, { from, to: watermark }, (span, rows) =>
      loadSpan(run, {
        account,
        span,
        before: earlier + rows,
        behind: span.to === watermark ? null : span.to,
      }),
    );
    joined = added(joined, done);
  }
  return joined;
}

function historyStart({ row, scope }: LoadRun, { zone }: SourceAccount): Day {
  return addDays(dayAt(scope.now, zone), -row.historyDays);
}
