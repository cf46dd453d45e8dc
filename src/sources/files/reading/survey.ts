import { isNone, numberCell } from "../cells/number-cell.ts";
import type { Columns } from "../layout/columns.ts";
import type { Layout } from "../layout/find-header.ts";
import type { Field } from "../layout/header-words.ts";
import { totalScope } from "../layout/totals-row.ts";
import { ownedText } from "../text/owned-text.ts";
import type { RecordBlock } from "../text/split-records.ts";
import { currencyCell, type CurrencyWatch } from "./currency-watch.ts";
import { type OrderEvidence, noteDate } from "./date-order.ts";
import { type DecimalEvidence, noteNumber } from "./decimal-evidence.ts";

/** What the rows of a file show before any of them is read for good. */
export interface Survey {
  readonly numbers: DecimalEvidence;
  readonly dates: OrderEvidence;
  readonly currency: CurrencyWatch;
  readonly accounts: Set<string>;
  readonly levels: Set<string>;
  /** Reporting ranges of rows as written, `from` and `to` with a tab between; at most 500. */
  readonly ranges: Set<string>;
  /** Where columns of the same header differ: for each second one, the first line and what both say there. */
  readonly differing: Map<number, { readonly line: number; readonly cells: readonly string[] }>;
  rows: number;
}

const AMOUNTS: readonly Field[] = ["cost", "value", "conversions", "budget", "dailyBudget"];
const COUNTS: readonly Field[] = ["impressions", "clicks"];
const MOST = 500;

export function emptySurvey(currency: CurrencyWatch): Survey {
  return {
    numbers: {},
    dates: {},
    currency,
    accounts: new Set(),
    levels: new Set(),
    ranges: new Set(),
    differing: new Map(),
    rows: 0,
  };
}

/** Takes note of rows; totals and rows of another width are left out. */
export function surveyRows(
  survey: Survey,
  block: RecordBlock,
  file: { layout: Layout; columns: Columns },
): void {
  const { layout, columns } = file;
  const label = columns.at.campaign ?? 0;
  for (const [row, cells] of block.rows.entries()) {
    if (cells.length < layout.header.length) continue;
    if (isSum(cells[0] ?? "") || isSum(cells[label] ?? "")) continue;
    survey.rows += 1;
    for (const [read, other] of columns.twins) {
      const both = [cells[read] ?? "", cells[other] ?? ""];
      if (both[0] === both[1] || survey.differing.has(other)) continue;
      survey.differing.set(other, { line: block.lineOf(row), cells: both.map(ownedText) });
    }
    surveyRow(survey, cells, { at: columns.at, line: block.lineOf(row), header: layout.header });
  }
}

function isSum(label: string): boolean {
  return totalScope(label) !== undefined;
}

function surveyRow(
  survey: Survey,
  cells: readonly string[],
  place: { at: Columns["at"]; line: number; header: readonly string[] },
): void {
  const { at } = place;
  const cell = (field: Field) => cells[at[field] ?? -1] ?? "";
  for (const field of AMOUNTS) noteNumber(survey.numbers, cell(field), false);
  for (const field of COUNTS) noteNumber(survey.numbers, cell(field), true);
  noteDate(survey.dates, cell("day"));
  surveyCurrency(survey.currency, cells, place);
  keep(survey.accounts, cell("account").trim());
  keep(survey.levels, cell("level").trim().toLowerCase());
  if (cell("campaign").trim() === "" && cell("campaignId").trim() === "") return;
  const from = cell("from").trim();
  const to = cell("to").trim();
  if (from === "" && to === "") return;
  noteDate(survey.dates, from);
  noteDate(survey.dates, to);
  keep(survey.ranges, `${from}\t${to}`);
}

function surveyCurrency(
  watch: CurrencyWatch,
  cells: readonly string[],
  { at, line, header }: { at: Columns["at"]; line: number; header: readonly string[] },
): void {
  const currency = cells[at.currency ?? -1] ?? "";
  if (!isNone(currency)) {
    const place = { line, column: header[at.currency ?? -1] };
    watch.name(currencyCell(currency, place), place);
  }
  for (const column of [at.cost, at.value]) {
    const amount = cells[column ?? -1] ?? "";
    const mark = /^[\d.,]*$/.test(amount) ? undefined : numberCell(amount)?.mark;
    if (mark !== undefined) watch.mark(mark, { line, column: header[column ?? -1] });
  }
}

function keep(seen: Set<string>, text: string): void {
  if (text !== "" && seen.size < MOST) seen.add(text);
}
