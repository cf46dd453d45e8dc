import type { Day } from "../../domain/day.ts";
import type { ExportRow } from "../../usecases/export-file.ts";
import type { CampaignBook } from "./campaign-book.ts";
import { amountReader, countReader, type NumberReader } from "./cells/amount-reader.ts";
import type { CurrencyMark } from "./cells/currency-mark.ts";
import { dayReader } from "./cells/day-reader.ts";
import { isNone } from "./cells/number-cell.ts";
import { currencyCell } from "./reading/currency-watch.ts";
import type { ReadPlan } from "./reading/plan-reading.ts";

interface CellFault {
  readonly kind: "fault";
  readonly column: number;
  readonly message: string;
}

/** A row's numbers, or the cell that cannot be read and why; `nameless`: it belongs to no campaign. */
export type RowReading = ExportRow | CellFault | "nameless";

/** Reads the cells of rows that are as wide as the header and no sums. Refuses a second currency. */
export function createRowReader(
  plan: ReadPlan,
  book: CampaignBook,
): (cells: readonly string[], line: number) => RowReading {
  const currency = currencyCheck(plan);
  const measures = measureReaders(plan, currency.marked);
  const dayOf = rowDay(plan);

  return (cells, line) => {
    const day = dayOf(cells);
    if (typeof day === "object") return book.names(cells) ? day : "nameless";
    currency.check(cells, line);
    const spendMicros = measures.cost(cells);
    const impressions = measures.impressions(cells);
    const clicks = measures.clicks(cells);
    const conversions = measures.conversions(cells);
    const valueMicros = measures.value(cells);
    const fault = measures.fault();
    if (fault !== undefined) return book.names(cells) ? fault : "nameless";
    const campaign = book.find(cells);
    if (campaign === undefined) return "nameless";
    book.note(campaign, cells, day);
    return { campaign, day, spendMicros, impressions, clicks, conversions, valueMicros };
  };
}

/** Readers of one cell each; `fault` gives the first that failed since it was last asked. */
function measureReaders(plan: ReadPlan, marked: MarkedColumn) {
  const { at } = plan.columns;
  let failed: CellFault | undefined;

  function reading<T extends bigint | number>(
    column: number | undefined,
    reader: NumberReader<T>,
    none: T,
  ): (cells: readonly string[]) => T {
    if (column === undefined) return () => none;
    return (cells) => {
      const found = reader(cells[column] ?? "");
      if (typeof found !== "string") return found;
      failed ??= { kind: "fault", column, message: found };
      return none;
    };
  }

  function amounts(major: number | undefined, micros: number | undefined) {
    const column = major ?? micros;
    const unit = major === undefined ? "micros" : "major";
    return reading(column, amountReader(plan.decimal, unit, marked(column)), 0n);
  }

  const whole = countReader(plan.decimal, true);
  return {
    cost: amounts(at.cost, at.costMicros),
    impressions: reading(at.impressions, whole, 0),
    clicks: reading(at.clicks, whole, 0),
    conversions: reading(at.conversions, countReader(plan.decimal, false), 0),
    value: amounts(at.value, at.valueMicros),
    fault: () => {
      const fault = failed;
      failed = undefined;
      return fault;
    },
  };
}

function rowDay(plan: ReadPlan): (cells: readonly string[]) => Day | undefined | CellFault {
  const { days } = plan;
  if (days.kind === "period") return () => undefined;
  if (days.kind === "one") return () => days.day;
  const { column } = days;
  const read = dayReader(plan.order, plan.latestDay);
  return (cells) => {
    const reading = read(cells[column] ?? "");
    return "day" in reading ? reading.day : { kind: "fault", column, message: reading.problem };
  };
}

/** What is told the marks beside a column's amounts. */
type MarkedColumn = (column: number | undefined) => (mark: CurrencyMark) => void;

/** Every currency that a row shows must be the file's own. */
function currencyCheck({ currency, columns, layout }: ReadPlan) {
  const column = columns.at.currency;
  const header = layout.header[column ?? -1];
  let at = 0;
  let seen = "";
  const marked: MarkedColumn = (amounts) => {
    let last: CurrencyMark | undefined;
    return (mark) => {
      if (mark === last) return;
      currency.mark(mark, { line: at, column: layout.header[amounts ?? -1] });
      last = mark;
    };
  };
  const check = (cells: readonly string[], line: number) => {
    at = line;
    const cell = column === undefined ? seen : (cells[column] ?? "");
    if (cell === seen || isNone(cell)) return;
    const place = { line, column: header };
    currency.name(currencyCell(cell, place), place);
    seen = cell;
  };
  return { marked, check };
}
