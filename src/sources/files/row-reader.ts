import type { Day } from "../../domain/day.ts";
import type { ExportRow } from "../../usecases/export-file.ts";
import type { CampaignBook } from "./campaign-book.ts";
import { amountReader, countReader, type NumberReader } from "./cells/amount-reader.ts";
import { dayReader } from "./cells/day-reader.ts";
import { isNone } from "./cells/number-cell.ts";
import { currencyCode, mixedCurrencies } from "./reading/decide-currency.ts";
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
  const measures = measureReaders(plan, currency.mark);
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
function measureReaders(plan: ReadPlan, mark: (code: string) => void) {
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

  const unit = (major: number | undefined) => (major === undefined ? "micros" : "major");
  const whole = countReader(plan.decimal, true);
  return {
    cost: reading(at.cost ?? at.costMicros, amountReader(plan.decimal, unit(at.cost), mark), 0n),
    impressions: reading(at.impressions, whole, 0),
    clicks: reading(at.clicks, whole, 0),
    conversions: reading(at.conversions, countReader(plan.decimal, false), 0),
    value: reading(
      at.value ?? at.valueMicros,
      amountReader(plan.decimal, unit(at.value), mark),
      0n,
    ),
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
  const read = dayReader(plan.order);
  return (cells) => {
    const reading = read(cells[column] ?? "");
    return "day" in reading ? reading.day : { kind: "fault", column, message: reading.problem };
  };
}

/** Every currency that a row shows must be the file's own. */
function currencyCheck(plan: ReadPlan) {
  const column = plan.columns.at.currency;
  const header = column === undefined ? undefined : plan.layout.header[column];
  let at = 0;
  let seen = "";
  const mark = (code: string) => {
    if (plan.fileCurrency !== undefined && code !== plan.fileCurrency) {
      throw mixedCurrencies([plan.fileCurrency, code], at);
    }
  };
  const check = (cells: readonly string[], line: number) => {
    at = line;
    const cell = column === undefined ? seen : (cells[column] ?? "");
    if (cell === seen || isNone(cell)) return;
    mark(currencyCode(cell, { line, column: header }));
    seen = cell;
  };
  return { mark, check };
}
