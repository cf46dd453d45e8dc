import { useId, useState } from "react";
import type { RichTextBlockElement } from "slack-blocks-to-jsx";

import type { Fields } from "../is-record.ts";
import { RichText } from "./rich-text.tsx";
import { type Cell, nextOrder, type Order, sortRows, tableModel } from "./table-model.ts";

/** More rows than this scroll under the headings. */
const TALL = 25;

/** A `data_table`: sorted by a press on a heading, a page at a time. */
export function DataTable({ block }: { readonly block: Fields }) {
  const model = tableModel(block);
  const [order, setOrder] = useState<Order>();
  const [page, setPage] = useState(0);
  const captionId = useId();
  const pages = Math.max(1, Math.ceil(model.rows.length / model.pageSize));
  const from = Math.min(page, pages - 1) * model.pageSize;
  const rows = sortRows(model, order).slice(from, from + model.pageSize);
  const scrollClass = rows.length > TALL ? "data-table-scroll tall" : "data-table-scroll";
  const sortBy = (column: number): void => {
    setOrder(nextOrder(model, order, column));
    setPage(0);
  };
  return (
    <figure className="data-table" data-testid="data-table">
      <figcaption id={captionId}>{model.caption}</figcaption>
      {/* Focusable, so that a keyboard can scroll it sideways. */}
      <div className={scrollClass} tabIndex={0} role="region" aria-labelledby={captionId}>
        <table aria-labelledby={captionId}>
          <thead>
            <tr>
              {model.header.map((name, column) => (
                <Heading
                  key={name}
                  name={name}
                  numeric={model.numeric[column] === true}
                  sorted={order?.column === column ? order.direction : undefined}
                  onSort={() => sortBy(column)}
                />
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <tr key={from + index}>
                {row.map((cell, column) => (
                  <TableCell
                    key={model.header[column]}
                    cell={cell}
                    numeric={model.numeric[column] === true}
                    heads={column === model.rowHeader}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {pages > 1 && (
        <Pager
          words={`${from + 1}–${from + rows.length} of ${model.rows.length}`}
          first={from === 0}
          last={from + rows.length >= model.rows.length}
          onTurn={(by) => setPage(Math.floor(from / model.pageSize) + by)}
        />
      )}
    </figure>
  );
}

interface HeadingProps {
  readonly name: string;
  readonly numeric: boolean;
  readonly sorted: Order["direction"] | undefined;
  readonly onSort: () => void;
}

function Heading({ name, numeric, sorted, onSort }: HeadingProps) {
  const arrow = sorted === "ascending" ? "▲" : "▼";
  return (
    <th scope="col" className={numeric ? "numeric" : ""} aria-sort={sorted ?? "none"}>
      <button type="button" onClick={onSort}>
        <span>{name}</span>
        <span className={sorted === undefined ? "sort-mark idle" : "sort-mark"} aria-hidden>
          {sorted === undefined ? "↕" : arrow}
        </span>
      </button>
    </th>
  );
}

interface TableCellProps {
  readonly cell: Cell;
  readonly numeric: boolean;
  readonly heads: boolean;
}

function TableCell({ cell, numeric, heads }: TableCellProps) {
  const elements = cell.rich?.filter(isRichElement);
  const content = elements === undefined ? cell.text : <RichText elements={elements} />;
  if (heads) {
    return (
      <th scope="row" title={cell.text}>
        {content}
      </th>
    );
  }
  return <td className={numeric ? "numeric" : ""}>{content}</td>;
}

function isRichElement(value: unknown): value is RichTextBlockElement {
  return typeof value === "object" && value !== null && "elements" in value;
}

interface PagerProps {
  readonly words: string;
  readonly first: boolean;
  readonly last: boolean;
  readonly onTurn: (by: 1 | -1) => void;
}

function Pager({ words, first, last, onTurn }: PagerProps) {
  return (
    <div className="pager">
      <span aria-live="polite">{words}</span>
      <button type="button" disabled={first} aria-label="Previous rows" onClick={() => onTurn(-1)}>
        ‹
      </button>
      <button type="button" disabled={last} aria-label="Next rows" onClick={() => onTurn(1)}>
        ›
      </button>
    </div>
  );
}
