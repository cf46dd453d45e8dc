import { createRecordSplitter, type RecordBlock, rowsBelow } from "../text/split-records.ts";
import { headerField, headerLanguage } from "./header-field.ts";
import { headerKey } from "./header-key.ts";
import type { Language } from "./header-words.ts";

/** How a file is laid out, from its beginning. */
export interface Layout {
  readonly delimiter: string;
  readonly newline: "\n" | "\r";
  /** Rows before the first row of data, the header the last of them. */
  readonly skip: number;
  readonly headerLine: number;
  readonly header: readonly string[];
  /** The header's cells as `headerKey` writes them. */
  readonly keys: readonly string[];
  readonly language: Language;
  /** Lines above the header. */
  readonly preamble: readonly string[];
  /** Rows of the beginning, below the header. */
  readonly rows: RecordBlock;
}

const DELIMITERS = [",", ";", "\t", "|"];
const DEEPEST_HEADER = 30;
const LONGEST_HEADER = 200;
/** Every delimiter is tried on so much of the text; the one that is found cuts all of it. */
const TRIED_CHARS = 20_000;

/**
 * The delimiter and the header row: of all ways to cut the text, the row with most known headers. Undefined where
 * no row has two of them. `whole` says that the text is the entire file.
 */
export function findHeader(text: string, whole: boolean): Layout | undefined {
  const newline = text.includes("\n") || !text.includes("\r") ? "\n" : "\r";
  const tried = text.length <= TRIED_CHARS;
  const start = tried ? text : text.slice(0, TRIED_CHARS);
  let best: { score: number; delimiter: string; at: number } | undefined;
  for (const delimiter of DELIMITERS) {
    const block = cut(start, { delimiter, newline, whole: whole && tried });
    for (const [at, cells] of block.rows.slice(0, DEEPEST_HEADER).entries()) {
      const score = knownHeaders(cells);
      if (score >= 2 && score > (best?.score ?? 0)) best = { score, delimiter, at };
    }
  }
  if (best === undefined) return undefined;
  const { delimiter, at } = best;
  const found = cut(text, { delimiter, newline, whole });
  const header = found.rows[at]?.map((cell) => cell.slice(0, LONGEST_HEADER).trim()) ?? [];
  const keys = header.map((cell) => headerKey(cell).key);
  const headerLine = found.lineOf(at);
  return {
    delimiter,
    newline,
    skip: at + 1,
    headerLine,
    header,
    keys,
    language: headerLanguage(keys),
    preamble: text.split(newline, headerLine - 1),
    rows: rowsBelow(found, at + 1),
  };
}

function cut(
  text: string,
  how: { delimiter: string; newline: "\n" | "\r"; whole: boolean },
): RecordBlock {
  const splitter = createRecordSplitter(how.delimiter, how.newline);
  const block = splitter.push(text);
  if (!how.whole) return block;
  const rest = splitter.finish();
  const first = block.rows.length;
  return {
    rows: [...block.rows, ...rest.rows],
    lineOf: (row) => (row < first ? block.lineOf(row) : rest.lineOf(row - first)),
    misquoted: new Set([...block.misquoted, ...[...rest.misquoted].map((row) => row + first)]),
  };
}

function knownHeaders(cells: readonly string[]): number {
  const known = new Set<string>();
  for (const cell of cells) {
    if (cell.length > LONGEST_HEADER) continue;
    const meaning = headerField(headerKey(cell).key);
    if (meaning !== undefined) known.add(meaning.field);
  }
  return known.size;
}
