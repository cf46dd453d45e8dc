import type { types } from "@slack/bolt";

import { escapeMrkdwn, plainName } from "../mrkdwn.ts";
import type { DataVisualizationBlock } from "./data-visualization.ts";
import { preformatted } from "./preformatted.ts";
import type { MessageBlock, SlackMessage } from "./slack-message.ts";
import { paragraph } from "./text-objects.ts";

/** A chart or a table as rows of text, the first row being the header. */
interface Grid {
  readonly caption: string | undefined;
  readonly rows: readonly (readonly string[])[];
}

/**
 * The same message for Slacks that refuse its newer blocks, to be tried in order: as built, with one plain table,
 * with text alone. Every rung has the same figures and the same buttons.
 */
export function ladderOf(
  message: SlackMessage,
): readonly [SlackMessage, SlackMessage, SlackMessage] {
  return [message, withOneTable(message), withText(message)];
}

/** A message holds one `table`: a table that is there keeps the place, then a data_table has it, then a chart. */
function withOneTable({ text, blocks }: SlackMessage): SlackMessage {
  const kept =
    blocks.find(({ type }) => type === "table") ??
    blocks.find(({ type }) => type === "data_table") ??
    blocks.find(({ type }) => type === "data_visualization");
  return {
    text,
    blocks: blocks.flatMap((block) => {
      const grid = gridOf(block);
      if (grid === undefined || block.type === "table") return [block];
      return block === kept ? tableBlocks(grid) : textBlocks(grid);
    }),
  };
}

function withText({ text, blocks }: SlackMessage): SlackMessage {
  return {
    text,
    blocks: blocks.flatMap((block) => {
      const grid = gridOf(block);
      return grid === undefined ? [block] : textBlocks(grid);
    }),
  };
}

function gridOf(block: MessageBlock): Grid | undefined {
  switch (block.type) {
    case "data_visualization":
      return chartGrid(block);
    case "data_table":
      return { caption: block.caption, rows: block.rows.map((row) => row.map(cellText)) };
    case "table":
      return { caption: undefined, rows: block.rows.map((row) => row.map(cellText)) };
    default:
      return undefined;
  }
}

function chartGrid({ title, chart }: DataVisualizationBlock): Grid {
  const { categories, x_label, y_label } = chart.axis_config;
  const values = chart.series.flatMap(({ data }) => data.map(({ value }) => value));
  const digits = Math.max(0, ...values.map(decimalsOf));
  return {
    caption: `${title} – ${y_label}`,
    rows: [
      [x_label, ...chart.series.map(({ name }) => name)],
      ...categories.map((category, index) => [
        category,
        ...chart.series.map(({ data }) => written(data[index]?.value, digits)),
      ]),
    ],
  };
}

function decimalsOf(value: number): number {
  return String(value).split(".")[1]?.length ?? 0;
}

/** The value's own digits, filled up with zeros so that a column lines up. */
function written(value: number | undefined, digits: number): string {
  if (value === undefined) return "";
  const [whole = "", fraction = ""] = String(value).split(".");
  const plain = digits === 0 || whole.includes("e");
  return plain ? whole : `${whole}.${fraction.padEnd(digits, "0")}`;
}

function cellText(
  cell: types.RawTextElement | types.RawNumberElement | types.RichTextBlock,
): string {
  return cell.type === "rich_text" ? "" : cell.text;
}

function tableBlocks({ caption, rows }: Grid): MessageBlock[] {
  const width = rows[0]?.length ?? 0;
  return [
    ...captionBlocks(caption),
    {
      type: "table",
      column_settings: Array.from({ length: width }, (_, index) => ({
        align: index === 0 ? ("left" as const) : ("right" as const),
      })),
      rows: rows.map((row) => row.map((text) => ({ type: "raw_text", text }))),
    },
  ];
}

function textBlocks({ caption, rows }: Grid): MessageBlock[] {
  return [...captionBlocks(caption), ...preformatted(rows)];
}

function captionBlocks(caption: string | undefined): MessageBlock[] {
  return caption === undefined ? [] : [paragraph(escapeMrkdwn(plainName(caption, 250)))];
}
