import type { types } from "@slack/bolt";

import { cutText, plainName } from "../mrkdwn.ts";
import { NO_FIGURE } from "./format.ts";

/** A cell's text and the number that it is sorted by; undefined: there is no figure. */
export interface Figure {
  readonly text: string;
  readonly value: number | undefined;
}

export interface FigureColumn<Row> {
  readonly title: string;
  readonly figure: (row: Row) => Figure;
}

export interface FigureTableInput<Row> {
  readonly caption: string;
  /** The first column: what a row is about. */
  readonly nameTitle: string;
  readonly name: (row: Row) => string;
  /** A second column of text, where rows are not told apart by name alone. */
  readonly label?: { readonly title: string; readonly text: (row: Row) => string } | undefined;
  /** A column in which no row has a figure is left out. */
  readonly columns: readonly FigureColumn<Row>[];
  readonly rows: readonly Row[];
  readonly room: TableRoom;
}

/** What a table may take of its message. */
export interface TableRoom {
  readonly rows: number;
  readonly characters: number;
}

export interface FigureTable {
  /** At most one: none without a row. */
  readonly blocks: readonly types.DataTableBlock[];
  readonly shown: number;
  readonly characters: number;
}

type Cell = types.RawTextElement | types.RawNumberElement;

/** Rows without the header: as many as also fit the plain table that stands in where Slack refuses this one. */
export const MAX_TABLE_ROWS = 99;
/** Characters of all cells of a message's tables: Slack takes 20,000, but 10,000 in the plain table. */
export const MAX_TABLE_CHARACTERS = 9800;

/**
 * Slack sorts a column as numbers only where every cell is one. A cell without a figure shows `–` and carries a
 * number below every real one, so that such rows stand together at one end.
 */
const SORTS_LAST = -1e15;

const MAX_NAME = 80;
const MAX_CAPTION = 200;

/** A sortable table, cut to the rows that fit; the caller says how many are left out. */
export function figureTable<Row>(input: FigureTableInput<Row>): FigureTable {
  const columns = input.columns.filter(({ figure }) =>
    input.rows.some((row) => figure(row).value !== undefined),
  );
  const head: Cell[] = [
    input.nameTitle,
    ...labelsOf(input.label?.title),
    ...columns.map(({ title }) => title),
  ].map(rawText);
  const caption = cutText(input.caption, MAX_CAPTION);
  const rows: Cell[][] = [head];
  let characters = caption.length + charactersOf(head);
  for (const row of input.rows.slice(0, Math.min(MAX_TABLE_ROWS, input.room.rows))) {
    const cells: Cell[] = [
      rawText(plainName(input.name(row), MAX_NAME)),
      ...labelsOf(input.label?.text(row)).map(rawText),
      ...columns.map(({ figure }) => rawNumber(figure(row))),
    ];
    const more = charactersOf(cells);
    if (characters + more > input.room.characters) break;
    characters += more;
    rows.push(cells);
  }
  const shown = rows.length - 1;
  if (shown === 0) return { blocks: [], shown, characters: 0 };
  const block = { type: "data_table", caption, rows, page_size: 10 } as const;
  return { blocks: [{ ...block, row_header_column_index: 0 }], shown, characters };
}

function labelsOf(text: string | undefined): string[] {
  return text === undefined ? [] : [plainName(text, MAX_NAME)];
}

function rawText(text: string): types.RawTextElement {
  return { type: "raw_text", text };
}

function rawNumber({ text, value }: Figure): types.RawNumberElement {
  return value === undefined || !Number.isFinite(value)
    ? { type: "raw_number", value: SORTS_LAST, text: NO_FIGURE }
    : { type: "raw_number", value, text };
}

function charactersOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, { text }) => sum + text.length, 0);
}
