import type { DayRange } from "../../domain/day.ts";
import { NO_TOTALS, roundConversions, type Totals } from "../../domain/totals.ts";
import type { ExportRow } from "../../usecases/export-file.ts";

/** Sums of rows as they pass. */
export interface RunningTotals {
  add(row: ExportRow): void;
  count(): number;
  totals(): Totals;
  /** First and last day; undefined where no row had one. */
  days(): DayRange | undefined;
}

export function createRunningTotals(): RunningTotals {
  let { spendMicros, impressions, clicks, conversions, valueMicros } = NO_TOTALS;
  let rows = 0;
  let from: string | undefined;
  let to: string | undefined;
  return {
    add: (row) => {
      rows += 1;
      spendMicros += row.spendMicros;
      impressions += row.impressions;
      clicks += row.clicks;
      conversions += row.conversions;
      valueMicros += row.valueMicros;
      if (row.day === undefined) return;
      if (from === undefined || row.day < from) from = row.day;
      if (to === undefined || row.day > to) to = row.day;
    },
    count: () => rows,
    totals: () => ({
      spendMicros,
      impressions,
      clicks,
      conversions: roundConversions(conversions),
      valueMicros,
    }),
    days: () => (from === undefined || to === undefined ? undefined : { from, to }),
  };
}
