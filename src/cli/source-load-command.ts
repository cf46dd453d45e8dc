import { dayAt, type DayRange, isDay } from "../domain/day.ts";
import { loadSourceNow } from "../usecases/sources/load-due-sources.ts";
import { loadingDeps } from "../wiring/loading.ts";
import { type CommandRun, Refused, WrongUsage } from "./command-run.ts";
import { namedSource } from "./named-source.ts";

export interface LoadCommandDays {
  readonly from?: string | undefined;
  /** Today where left out. */
  readonly to?: string | undefined;
}

export async function sourceLoadCommand(
  run: CommandRun,
  name: string,
  given: LoadCommandDays,
): Promise<number> {
  const { product, scope, row } = await namedSource(run, name);
  const days = rangeFrom(given, dayAt(scope.now, scope.zone));
  const deps = loadingDeps(product, { stopping: new AbortController().signal });
  const { outcome } = await loadSourceNow(deps, row, days);
  switch (outcome.kind) {
    case "loaded": {
      const { rows, revised } = outcome;
      if (run.json) run.print({ source: row.name, days: outcome.days, rows, revised });
      else {
        run.output.out(
          `"${row.name}": ${rows} rows of ${outcome.days.from} to ${outcome.days.to}, ${revised} of them revised.\n`,
        );
      }
      return 0;
    }
    case "failed":
      throw new Refused(`${outcome.message}\n  ${outcome.next}`);
    case "given-up":
      throw new Refused("Another instance has taken the source over; it loads it.");
  }
}

function rangeFrom({ from, to }: LoadCommandDays, today: string): DayRange | undefined {
  if (from === undefined && to === undefined) return undefined;
  const last = to ?? today;
  if (from === undefined || !isDay(from) || !isDay(last) || from > last) {
    throw new WrongUsage("Say the days as --from 2026-10-01 --to 2026-10-31, the first one first.");
  }
  return { from, to: last };
}
