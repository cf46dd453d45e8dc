import { z } from "zod";

import { LIMITS } from "./limits.ts";
import { richText } from "./rich-text.ts";
import { identifier } from "./text-objects.ts";

const cell = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("raw_text"), text: z.string().min(1) }),
  z.strictObject({ type: z.literal("raw_number"), value: z.number(), text: z.string().min(1) }),
  richText,
]);

type Cell = z.infer<typeof cell>;

interface Size {
  readonly rows: number;
  readonly columns: number;
  readonly characters: number;
}

function rowsOf(fewest: number, most: Size) {
  return z
    .array(z.array(cell).min(1).max(most.columns))
    .min(fewest)
    .max(most.rows)
    .refine(
      (rows) => new Set(rows.map((row) => row.length)).size <= 1,
      "all rows must have the same number of cells",
    )
    .refine(
      (rows) => rows.flat().reduce((sum, each) => sum + lengthOf(each), 0) <= most.characters,
      `cells must hold no more than ${most.characters} characters together`,
    );
}

function lengthOf(each: Cell): number {
  return each.type === "rich_text" ? JSON.stringify(each.elements).length : each.text.length;
}

export const table = z.strictObject({
  type: z.literal("table"),
  block_id: identifier.optional(),
  rows: rowsOf(1, LIMITS.table),
  column_settings: z
    .array(
      z
        .strictObject({
          align: z.enum(["left", "center", "right"]).optional(),
          is_wrapped: z.boolean().optional(),
        })
        .nullable(),
    )
    .max(LIMITS.table.columns)
    .optional(),
});

export const dataTable = z
  .strictObject({
    type: z.literal("data_table"),
    block_id: identifier.optional(),
    caption: z.string().min(1).max(LIMITS.dataTable.caption),
    rows: rowsOf(2, LIMITS.dataTable),
    page_size: z.int().min(1).max(LIMITS.dataTable.pageSize).optional(),
    row_header_column_index: z.int().min(0).optional(),
  })
  .check(({ value, issues }) => {
    const header = value.rows[0] ?? [];
    header.forEach(({ type }, column) => {
      if (type === "raw_text") return;
      const path = ["rows", 0, column];
      issues.push({ code: "custom", message: "a header cell must be raw_text", path, input: type });
    });
    const column = value.row_header_column_index ?? 0;
    if (column < header.length) return;
    const path = ["row_header_column_index"];
    issues.push({ code: "custom", message: "must be one of the columns", path, input: column });
  });
