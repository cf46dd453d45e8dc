import type { Day, DayRange } from "../../../domain/day.ts";
import { dateCell, type DateOrder, orderedDay } from "../cells/date-cell.ts";
import { Refusal } from "../refusal.ts";
import { quoted } from "../text/quoted.ts";

/** Where each row's day comes from. */
export type Days =
  | { readonly kind: "column"; readonly column: number }
  | { readonly kind: "one"; readonly day: Day }
  | { readonly kind: "period"; readonly period: DayRange };

const UNKNOWN_DAYS =
  "This file does not say which days it covers. Export it with a Day column, or say the period: " +
  "--period 2026-01-01..2026-01-31";

/**
 * How a file's rows lie in time. A day of its own for each row is read from the day column, or from the reporting
 * start where each row starts and ends on the same day. All else is one range for the whole file; a total over
 * several days is a period and never a day.
 */
export function decideDays(seen: {
  readonly dayColumn: number | undefined;
  readonly fromColumn: number | undefined;
  /** Reporting ranges of rows, `from` and `to` with a tab between. */
  readonly ranges: ReadonlySet<string>;
  readonly preamble: DayRange | undefined;
  readonly hint: DayRange | undefined;
  readonly latest: Day | undefined;
  readonly order: DateOrder;
}): Days {
  if (seen.dayColumn !== undefined) return { kind: "column", column: seen.dayColumn };
  const ranges = [...seen.ranges].map((range) => rangeOf(range, seen.order));
  const single = ranges.every(({ from, to }) => from === to);
  if (ranges.length > 1 && single && seen.fromColumn !== undefined) {
    return { kind: "column", column: seen.fromColumn };
  }
  const [first, second] = ranges;
  if (first !== undefined && second !== undefined) throw severalRanges(first, second);
  const range = first ?? seen.hint ?? seen.preamble;
  if (range === undefined) throw new Refusal(UNKNOWN_DAYS);
  if (seen.latest !== undefined && range.from > seen.latest) throw futureRange(range);
  if (range.from === range.to) return { kind: "one", day: range.from };
  return { kind: "period", period: range };
}

function rangeOf(text: string, order: DateOrder): DayRange {
  const [start = "", end = ""] = text.split("\t");
  const days = [start, end].map((cell) => {
    const date = dateCell(cell);
    return date === undefined ? undefined : orderedDay(date, order);
  });
  const [from, to] = days;
  if (from !== undefined && to !== undefined && from <= to) return { from, to };
  throw new Refusal(
    `The reporting dates ${quoted(start)} and ${quoted(end)} are no range of days. ` +
      "Export the report again with a Day column.",
  );
}

function futureRange({ from, to }: DayRange): Refusal {
  const days = from === to ? from : `${from} to ${to}`;
  return new Refusal(
    `The numbers are said to be of ${days}, which is in the future. Correct the dates, or say the period: ` +
      "--period 2026-01-01..2026-01-31",
  );
}

function severalRanges(a: DayRange, b: DayRange): Refusal {
  return new Refusal(
    `The rows cover different days (${a.from} to ${a.to}, ${b.from} to ${b.to}), so their totals cannot stand side by side. ` +
      "Export the report with a Day column.",
  );
}
