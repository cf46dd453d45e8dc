import { addDays, type Day, type DayRange, daysIn } from "../day.ts";

export interface OwedDaysInput {
  /** All days up to this one have been loaded; undefined: none. */
  readonly watermark: Day | undefined;
  /** The account's present day. */
  readonly today: Day;
  /** Days before the watermark whose numbers may still change. */
  readonly trailingDays: number;
  /** Days before today that a first load goes back. */
  readonly historyDays: number;
}

/** The days that a source owes. What was loaded while it could still change is read again, however long ago that was. */
export function owedDays(input: OwedDaysInput): DayRange {
  const { watermark, today, trailingDays, historyDays } = input;
  const from =
    watermark === undefined
      ? addDays(today, -historyDays)
      : earlier(addDays(watermark, 1 - trailingDays), today);
  return { from, to: today };
}

/** A range in spans of at most so many days, oldest first. */
export function spansOf(range: DayRange, longest: number): DayRange[] {
  const spans: DayRange[] = [];
  for (let from = range.from; from <= range.to; from = addDays(from, longest)) {
    spans.push({ from, to: earlier(addDays(from, longest - 1), range.to) });
  }
  return spans;
}

/** All days up to the one returned have been loaded once `span` is; today is never over. */
export function watermarkAfter(
  watermark: Day | undefined,
  { span, today }: { readonly span: DayRange; readonly today: Day },
): Day {
  const reached = earlier(span.to, addDays(today, -1));
  return watermark === undefined || reached > watermark ? reached : watermark;
}

/** Fewer days where the last span held more rows than are well kept in memory; more again where it held few. */
export function spanLength(
  span: DayRange,
  {
    rows,
    longest,
    mostRows,
  }: { readonly rows: number; readonly longest: number; readonly mostRows: number },
): number {
  const days = daysIn(span);
  if (rows > mostRows) return Math.max(1, Math.floor((days * mostRows) / rows));
  return rows * 4 < mostRows ? longest : Math.min(longest, days);
}

function earlier(a: Day, b: Day): Day {
  return a < b ? a : b;
}
