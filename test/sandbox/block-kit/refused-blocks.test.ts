import { describe, expect, test } from "vitest";

import { validateBlocks } from "../../../src/sandbox/block-kit/validate-blocks.ts";
import {
  plain,
  mrkdwn,
  section,
  button,
  actions,
  input,
  options,
  image,
  cell,
  number,
  grid,
  richText,
  dataTable,
  series,
  chart,
  pie,
  SIX,
} from "./sample-blocks.ts";

describe("a message refuses", () => {
  test.for<[string, unknown, string, string]>([
    ["a key that nobody knows", { type: "divider", colour: "red" }, "/blocks/0", "additional"],
    ["a type that nobody knows", { type: "dial" }, "/blocks/0/type", "unsupported type"],
    ["a block without a type", {}, "/blocks/0", "missing required field: type"],
    ["no block", "divider", "/blocks/0", "expected object"],
    ["a section of nothing", section({}), "/blocks/0", "text or fields"],
    ["an empty text", section({ text: mrkdwn("") }), "/blocks/0/text/text", "more than 0"],
    ["a long text", section({ text: mrkdwn("x".repeat(3001)) }), "/blocks/0/text/text", "3001"],
    [
      "eleven fields",
      section({ fields: Array(11).fill(plain("x")) }),
      "/blocks/0/fields",
      "10 items",
    ],
    [
      "a long field",
      section({ fields: [plain("x".repeat(2001))] }),
      "/blocks/0/fields/0/text",
      "2001",
    ],
    ["a mrkdwn header", { type: "header", text: mrkdwn("x") }, "/blocks/0/text/type", "plain_text"],
    [
      "a header of 151",
      { type: "header", text: plain("x".repeat(151)) },
      "/blocks/0/text/text",
      "151",
    ],
    [
      "eleven elements of context",
      { type: "context", elements: Array(11).fill(plain("x")) },
      "/blocks/0/elements",
      "10 items",
    ],
    ["actions of nothing", actions(), "/blocks/0/elements", "no less than 1"],
    ["26 buttons", actions(...Array<unknown>(26).fill(button())), "/blocks/0/elements", "25 items"],
    [
      "an action id twice",
      actions(button({ action_id: "a" }), button({ action_id: "a" })),
      "/blocks/0",
      "unique within a block",
    ],
    [
      "a long button",
      actions(button({ text: plain("x".repeat(76)) })),
      "/blocks/0/elements/0/text/text",
      "76",
    ],
    [
      "a long value",
      actions(button({ value: "x".repeat(2001) })),
      "/blocks/0/elements/0/value",
      "2001",
    ],
    [
      "a button in another colour",
      actions(button({ style: "red" })),
      "/blocks/0/elements/0/style",
      "Invalid",
    ],
    [
      "a button to a script",
      actions(button({ url: "javascript:alert(1)" })),
      "/blocks/0/elements/0/url",
      "web address",
    ],
    [
      "an overflow of six",
      actions({ type: "overflow", options: options(6) }),
      "/blocks/0/elements/0/options",
      "5 items",
    ],
    [
      "a select of 101",
      actions({ type: "static_select", options: options(101) }),
      "/blocks/0/elements/0/options",
      "100 items",
    ],
    [
      "a select of nothing",
      actions({ type: "static_select" }),
      "/blocks/0/elements/0",
      "options or option_groups",
    ],
    [
      "a first option from elsewhere",
      actions({ type: "static_select", options: options(1), initial_option: options(2)[1] }),
      "/blocks/0/elements/0",
      "among the options",
    ],
    [
      "an image of nowhere",
      { type: "image", alt_text: "x" },
      "/blocks/0",
      "image_url or slack_file",
    ],
    [
      "an image without words",
      { ...image, alt_text: undefined },
      "/blocks/0",
      "missing required field: alt_text",
    ],
    [
      "an alert",
      { type: "alert", text: plain("x") },
      "/blocks/0/type",
      "unsupported type in a message",
    ],
    [
      "a file input",
      input({ type: "file_input" }),
      "/blocks/0/element/type",
      "unsupported type in a message",
    ],
    ["a table of 21 columns", { type: "table", rows: grid(1, 21) }, "/blocks/0/rows/0", "20 items"],
    ["a table of 101 rows", { type: "table", rows: grid(101, 1) }, "/blocks/0/rows", "100 items"],
    [
      "a ragged table",
      { type: "table", rows: [[cell("a")], [cell("a"), cell("b")]] },
      "/blocks/0/rows",
      "same number",
    ],
    [
      "an empty cell",
      { type: "table", rows: [[cell("")]] },
      "/blocks/0/rows/0/0/text",
      "more than 0",
    ],
    [
      "a data table without a caption",
      dataTable({ caption: undefined }),
      "/blocks/0",
      "missing required field: caption",
    ],
    [
      "a data table of a header alone",
      dataTable({ rows: grid(1, 2) }),
      "/blocks/0/rows",
      "no less than 2",
    ],
    ["a data table of 102 rows", dataTable({ rows: grid(102, 2) }), "/blocks/0/rows", "101 items"],
    [
      "a rich text header",
      dataTable({ rows: [[richText], [cell("x")]] }),
      "/blocks/0/rows/0/0",
      "header cell",
    ],
    [
      "a data table of 20,001 characters",
      dataTable({ rows: [[cell("x".repeat(20_000))], [cell("y")]] }),
      "/blocks/0/rows",
      "20000",
    ],
    [
      "a row header that is no column",
      dataTable({ row_header_column_index: 2 }),
      "/blocks/0/row_header_column_index",
      "one of the columns",
    ],
    [
      "a cell that is no number",
      dataTable({ rows: [[cell("x")], [number(Number.NaN)]] }),
      "/blocks/0/rows/1/0/value",
      "number",
    ],
    ["7 series", chart(2, [...SIX, "g"]), "/blocks/0/chart/series", "6 items"],
    ["21 points", chart(21, ["a"]), "/blocks/0/chart/axis_config/categories", "20 items"],
    ["a series twice", chart(2, ["a", "a"]), "/blocks/0/chart/series", "unique"],
    ["a series of a long name", chart(2, ["x".repeat(21)]), "/blocks/0/chart/series/0/name", "21"],
    [
      "a chart of a long title",
      chart(2, ["a"], { title: "x".repeat(51) }),
      "/blocks/0/title",
      "51",
    ],
    ["a slice of nothing", pie(["Search", 0]), "/blocks/0/chart/segments/0/value", "at least"],
    ["a card of nothing", { type: "card", subtitle: mrkdwn("x") }, "/blocks/0", "at least one of"],
  ])("%s", ([, block, pointer, words]) => {
    const faults = validateBlocks([block], "message");

    expect(faults).toContainEqual({
      pointer,
      message: expect.stringContaining(words) as unknown,
    });
  });

  test("a series that lacks a category", () => {
    const block = chart(2, []);
    const short = { ...block, chart: { ...block.chart, series: [series("a", ["day 0"])] } };

    expect(validateBlocks([short], "message")).toEqual([
      {
        pointer: "/blocks/0/chart/series/0/data",
        message: "must have exactly one point for each category",
      },
    ]);
  });

  test.for<[string, unknown[], string]>([
    ["51 blocks", Array(51).fill({ type: "divider" }), "50 items"],
    [
      "a block id twice",
      Array(2).fill({ type: "divider", block_id: "a" }),
      "block_id must be unique",
    ],
    ["two tables", Array(2).fill({ type: "table", rows: grid(1, 1) }), "only one table"],
    ["three charts", Array(3).fill(chart(2, ["a"])), "only two charts"],
    [
      "12,001 characters of markdown",
      [
        { type: "markdown", text: "x".repeat(12_000) },
        { type: "markdown", text: "y" },
      ],
      "12000",
    ],
  ])("%s", ([, blocks, words]) => {
    expect(validateBlocks(blocks, "message")).toContainEqual({
      pointer: "/blocks",
      message: expect.stringContaining(words) as unknown,
    });
  });

  test("what is no list", () => {
    expect(validateBlocks({ type: "divider" }, "message")).toHaveLength(1);
  });
});
