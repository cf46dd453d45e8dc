import type { ExportRow } from "../../usecases/export-file.ts";
import type { CampaignBook } from "./campaign-book.ts";
import type { CampaignCalledTotal } from "./campaign-called-total.ts";
import type { FaultList } from "./fault-list.ts";
import { createHeldSums } from "./held-sums.ts";
import { isSumWord, type TotalScope } from "./layout/totals-row.ts";
import type { PlatformTotal } from "./platform-total.ts";
import type { ReadPlan } from "./reading/plan-reading.ts";
import type { ResultMix } from "./result-mix.ts";
import { createRowReader } from "./row-reader.ts";
import type { RunningTotals } from "./running-totals.ts";
import { isBlank, rowSorter } from "./sort-rows.ts";

/** Where what is learnt while reading a table is kept. */
export interface TableNotes {
  readonly book: CampaignBook;
  readonly faults: FaultList;
  readonly totals: RunningTotals;
  readonly platformTotal: PlatformTotal;
  readonly results: ResultMix;
  readonly calledTotal: CampaignCalledTotal;
}

/** A record below the header, as it stands in the file. */
export interface TableRecord {
  readonly cells: readonly string[];
  readonly line: number;
  readonly misquoted: boolean;
}

const NO_NAME = "The campaign is missing. Fill it in, or delete the row if it is a sum";
const QUOTES = "A quote is opened or closed in the middle of a cell here";

export interface TableReader {
  /** The row of a record; undefined for sums, blank lines and what cannot be read, which is noted. */
  read(record: TableRecord): ExportRow | undefined;
  /** Once all records have been read: the rows of those that looked like sums and are none. */
  rest(): readonly ExportRow[];
}

export function createTableReader(plan: ReadPlan, notes: TableNotes): TableReader {
  const { header, newline } = plan.layout;
  const sort = rowSorter(plan);
  const readRow = createRowReader(plan, notes.book);
  const dayColumn = plan.columns.at.day;
  const held = createHeldSums();
  let first = true;

  function reject(record: TableRecord, message: string, column?: number): undefined {
    const name = column === undefined ? null : (header[column] ?? null);
    notes.faults.add({ line: record.line, column: name, message: `${message}.` });
    return undefined;
  }

  /** A stray quote makes one cell of all lines to the next quote; none of them is lost without a word. */
  function misquoted(record: TableRecord): undefined {
    const lines = record.cells.reduce((sum, cell) => sum + cell.split(newline).length - 1, 1);
    const upTo = lines === 1 ? "" : `, and hides the rows down to line ${record.line + lines - 1}`;
    const message = `${QUOTES}${upTo}. Remove the quote, or export the file again.`;
    notes.faults.add({ line: record.line, column: null, message }, lines);
    return undefined;
  }

  /** Meta puts the sum above the campaigns without a name; a day's row without a name is no sum. */
  function nameless(record: TableRecord, isFirst: boolean): undefined {
    if (isBlank(record.cells)) return undefined;
    const isSum = dayColumn === undefined ? isFirst : record.cells[dayColumn]?.trim() === "";
    if (!isSum)
      return reject(record, NO_NAME, plan.columns.at.campaign ?? plan.columns.at.campaignId);
    notes.platformTotal.note(record.cells, "all");
    return undefined;
  }

  function nameOf(cells: readonly string[]): string {
    return cells[plan.columns.at.campaign ?? -1] ?? "";
  }

  function standing() {
    return { rows: notes.totals.count(), spendMicros: notes.totals.totals().spendMicros };
  }

  function sum(record: TableRecord, scope: TotalScope): undefined {
    const { cells } = record;
    const undated = plan.days.kind !== "column" && cells.length >= header.length;
    if (undated && isSumWord(nameOf(cells))) {
      const micros = notes.platformTotal.spendOf(cells);
      if (micros !== undefined && held.hold({ record, micros, at: standing() })) return undefined;
    }
    notes.platformTotal.note(cells, scope);
    return undefined;
  }

  function campaign(record: TableRecord, isFirst: boolean): ExportRow | undefined {
    const { cells, line } = record;
    const reading = readRow(cells, line);
    if (reading === "nameless") return nameless(record, isFirst);
    if ("kind" in reading) return reject(record, reading.message, reading.column);
    notes.results.note(cells, reading.conversions);
    notes.calledTotal.note(nameOf(cells), reading.spendMicros);
    notes.totals.add(reading);
    return reading;
  }

  return {
    read: (record) => {
      const { cells } = record;
      if (cells.length === 1 && cells[0] === "") return undefined;
      const isFirst = first;
      first = false;
      if (record.misquoted) return misquoted(record);
      const sorted = sort(cells);
      if (typeof sorted === "object") return sum(record, sorted.total);
      if (sorted === "nothing" || sorted === "other-level") return undefined;
      if (sorted !== "row") return reject(record, ragged(cells.length, header.length));
      return campaign(record, isFirst);
    },
    rest: () => {
      const { sums, campaigns } = held.settle(standing(), notes.platformTotal.micros());
      for (const { cells } of sums) notes.platformTotal.note(cells, "all");
      return campaigns.flatMap((record) => campaign(record, false) ?? []);
    },
  };
}

function ragged(cells: number, headers: number): string {
  const amount = cells < headers ? "few" : "many";
  return `The row has too ${amount} cells: ${cells}, and the header ${headers}. Correct the row, or export the file again`;
}
