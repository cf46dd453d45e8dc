import { type Fields, isRecord } from "../is-record.ts";
import { field } from "./text-object.ts";

export interface Cell {
  /** Undefined for text and for a figure that is missing. */
  readonly value: number | undefined;
  readonly text: string;
  /** The elements of a rich text cell. */
  readonly rich?: readonly unknown[];
}

export interface TableModel {
  readonly caption: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** By column: whether it holds figures. */
  readonly numeric: readonly boolean[];
  readonly pageSize: number;
  readonly rowHeader: number;
}

export interface Order {
  readonly column: number;
  readonly direction: "ascending" | "descending";
}

const DEFAULT_PAGE_SIZE = 5;

/** Reads a `data_table` block. */
export function tableModel(block: Fields): TableModel {
  const [header = [], ...rows] = [block["rows"]].flat().map(cellsOf);
  return {
    caption: field(block, "caption"),
    header: header.map((cell) => cell.text),
    rows,
    numeric: header.map((_, column) => rows.some((row) => row[column]?.value !== undefined)),
    pageSize: Number(block["page_size"] ?? DEFAULT_PAGE_SIZE),
    rowHeader: Number(block["row_header_column_index"] ?? 0),
  };
}

function cellsOf(row: unknown): Cell[] {
  return Array.isArray(row) ? row.filter(isRecord).map(cellOf) : [];
}

function cellOf(cell: Fields): Cell {
  const { type, value, elements } = cell;
  if (type === "rich_text" && Array.isArray(elements)) {
    return { value: undefined, text: textIn(elements), rich: elements };
  }
  return { value: typeof value === "number" ? value : undefined, text: field(cell, "text") };
}

/** The letters of rich text, by which a column of it is sorted. */
function textIn(elements: readonly unknown[]): string {
  return elements
    .filter(isRecord)
    .map((each) => (Array.isArray(each["elements"]) ? textIn(each["elements"]) : each["text"]))
    .join("");
}

const COLLATOR = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** Sorted rows; a row without a figure comes last in either direction. */
export function sortRows(model: TableModel, order: Order | undefined): TableModel["rows"] {
  if (order === undefined) return model.rows;
  const { column, direction } = order;
  const sign = direction === "ascending" ? 1 : -1;
  return model.rows.toSorted((a, b) => {
    const [left, right] = [a[column], b[column]];
    if (model.numeric[column] !== true) {
      return sign * COLLATOR.compare(left?.text ?? "", right?.text ?? "");
    }
    const [x, y] = [left?.value, right?.value];
    if (x === undefined || y === undefined)
      return Number(x === undefined) - Number(y === undefined);
    return sign * (x - y);
  });
}

/** The order after a press on a column's heading: figures from the greatest, words from A. */
export function nextOrder(model: TableModel, order: Order | undefined, column: number): Order {
  const first = model.numeric[column] === true ? "descending" : "ascending";
  if (order?.column !== column) return { column, direction: first };
  return { column, direction: order.direction === "ascending" ? "descending" : "ascending" };
}
