import Papa from "papaparse";

import { Refusal } from "../refusal.ts";

/** Rows of cells that stand one after another in a file. */
export interface RecordBlock {
  readonly rows: readonly (readonly string[])[];
  /** The line that a row begins on, counted from 1; a text over several lines counts them all. */
  lineOf(row: number): number;
  /** Rows whose quotes do not close as they should. */
  readonly misquoted: ReadonlySet<number>;
}

export interface RecordSplitter {
  /** The rows that are complete with this text. */
  push(text: string): RecordBlock;
  /** The last row, where the file does not end with a line break. */
  finish(): RecordBlock;
}

const LONGEST_RECORD = 1_000_000;
const NONE: ReadonlySet<number> = new Set();

interface Parsed {
  readonly data: readonly (readonly string[])[];
  readonly errors: readonly { readonly row: number }[];
  readonly meta: { readonly cursor: number };
}

/** Cuts text that comes in pieces into rows of cells; a quoted text may go on over pieces. */
export function createRecordSplitter(delimiter: string, newline: "\n" | "\r"): RecordSplitter {
  let carry = "";
  let line = 1;

  function take(text: string, atEnd: boolean): RecordBlock {
    const parsed: unknown = new Papa.Parser({ delimiter, newline }).parse(text, 0, !atEnd);
    if (!isParsed(parsed)) throw new TypeError("papaparse answered in another shape");
    const rows = parsed.data;
    carry = text.slice(parsed.meta.cursor);
    if (carry.length > LONGEST_RECORD) throw tooLong(line + rows.length);
    const firstLine = line;
    const breaks = countBreaks(text.slice(0, parsed.meta.cursor), newline);
    line += breaks;
    const spread = breaks > rows.length ? linesOfRows(rows, firstLine, newline) : undefined;
    const misquoted = parsed.errors.filter(({ row }) => row < rows.length).map(({ row }) => row);
    return {
      rows,
      lineOf: (row) => spread?.[row] ?? firstLine + row,
      misquoted: misquoted.length === 0 ? NONE : new Set(misquoted),
    };
  }

  return {
    push: (text) => take(carry + text, false),
    finish: () =>
      carry === "" ? { rows: [], lineOf: () => line, misquoted: NONE } : take(carry, true),
  };
}

/** A block without its first rows. */
export function rowsBelow(block: RecordBlock, skip: number): RecordBlock {
  if (skip === 0) return block;
  return {
    rows: block.rows.slice(skip),
    lineOf: (row) => block.lineOf(row + skip),
    misquoted: new Set([...block.misquoted].map((row) => row - skip)),
  };
}

function tooLong(line: number): Refusal {
  return new Refusal(
    "A line here is longer than a megabyte, or a quote is opened and never closed. " +
      "Export the report again as CSV with one row per line.",
    { line },
  );
}

function countBreaks(text: string, newline: string): number {
  let count = 0;
  for (let at = text.indexOf(newline); at !== -1; at = text.indexOf(newline, at + 1)) count += 1;
  return count;
}

function linesOfRows(rows: Parsed["data"], firstLine: number, newline: string): number[] {
  let line = firstLine;
  return rows.map((cells) => {
    const own = line;
    line += 1;
    for (const cell of cells) if (cell.includes(newline)) line += countBreaks(cell, newline);
    return own;
  });
}

function isParsed(value: unknown): value is Parsed {
  return (
    typeof value === "object" &&
    value !== null &&
    "data" in value &&
    Array.isArray(value.data) &&
    "errors" in value &&
    Array.isArray(value.errors) &&
    "meta" in value &&
    typeof value.meta === "object"
  );
}
