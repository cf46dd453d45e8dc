import { describe, expect, test } from "vitest";

import {
  type Surface,
  validateBlocks,
  validateView,
} from "../../../src/sandbox/block-kit/validate-blocks.ts";
import {
  plain,
  mrkdwn,
  section,
  button,
  actions,
  input,
  options,
  image,
  grid,
  richText,
  dataTable,
  chart,
  pie,
  SIX,
} from "./sample-blocks.ts";

describe("a message takes", () => {
  test.for<[string, unknown]>([
    ["a section of text", section({ text: mrkdwn("x".repeat(3000)) })],
    ["a section of ten fields", section({ fields: Array(10).fill(mrkdwn("x".repeat(2000))) })],
    ["a section with an image", section({ text: plain("x"), accessory: image })],
    ["a header of 150", { type: "header", text: plain("x".repeat(150)) }],
    ["a divider", { type: "divider" }],
    ["ten elements of context", { type: "context", elements: Array(10).fill(mrkdwn("x")) }],
    ["25 buttons", actions(...Array.from({ length: 25 }, (_, i) => button({ action_id: `${i}` })))],
    ["a button that asks first", actions(button({ confirm: { text: mrkdwn("Sure?") } }))],
    ["an overflow of five", actions({ type: "overflow", options: options(5) })],
    ["a select of 100", actions({ type: "static_select", options: options(100) })],
    ["an image", image],
    ["rich text", richText],
    ["markdown", { type: "markdown", text: "# Title" }],
    [
      "a table",
      { type: "table", rows: grid(100, 20), column_settings: [{ align: "right" }, null] },
    ],
    ["a data table", dataTable({ page_size: 100, row_header_column_index: 1 })],
    ["a data table of 101 rows", dataTable({ rows: grid(101, 20) })],
    ["a chart of 6 series and 20 points", chart(20, SIX)],
    ["a pie", pie(["Search", 1], ["Social", 0.5])],
    ["a card", { type: "card", title: mrkdwn("Shift"), actions: [button()] }],
    [
      "a carousel",
      { type: "carousel", elements: Array(10).fill({ type: "card", body: mrkdwn("x") }) },
    ],
  ])("%s", ([, block]) => {
    expect(validateBlocks([block], "message")).toEqual([]);
  });

  test("nothing at all", () => {
    expect(validateBlocks([], "message")).toEqual([]);
  });
});

test.for<[string, object, readonly Surface[]]>([
  ["alert", { type: "alert", text: plain("x") }, ["modal"]],
  ["data_table", dataTable({}), ["message"]],
  ["data_visualization", chart(2, ["a"]), ["message"]],
  ["markdown", { type: "markdown", text: "x" }, ["message"]],
  ["table", { type: "table", rows: grid(1, 1) }, ["message"]],
  ["card", { type: "card", body: mrkdwn("x") }, ["message", "home"]],
  ["input", input({ type: "plain_text_input" }), ["message", "modal", "home"]],
  ["file input", input({ type: "file_input" }), ["modal"]],
])("a block of type %s stands where Slack shows it", ([, block, surfaces]) => {
  const all: readonly Surface[] = ["message", "modal", "home"];

  const takers = all.filter((surface) => validateBlocks([block], surface).length === 0);

  expect(takers).toEqual(surfaces);
});

describe("a view", () => {
  const modal = (fields: object = {}) => ({
    type: "modal",
    title: plain("Rule"),
    submit: plain("Save"),
    blocks: [input({ type: "plain_text_input" })],
    ...fields,
  });

  test.for<[string, unknown]>([
    ["a modal", modal({ callback_id: "rule", private_metadata: "x".repeat(3000) })],
    ["a modal of 100 blocks", modal({ blocks: Array(100).fill({ type: "divider" }) })],
    ["a Home tab", { type: "home", blocks: [] }],
  ])("is %s", ([, view]) => {
    expect(validateView(view)).toEqual([]);
  });

  test.for<[string, unknown, string]>([
    ["with a long title", modal({ title: plain("x".repeat(25)) }), "/view/title/text"],
    ["without a title", modal({ title: undefined }), "/view"],
    ["with inputs and nothing to submit them", modal({ submit: undefined }), "/view"],
    [
      "with too much metadata",
      modal({ private_metadata: "x".repeat(3001) }),
      "/view/private_metadata",
    ],
    ["of 101 blocks", modal({ blocks: Array(101).fill({ type: "divider" }) }), "/view/blocks"],
    ["of no blocks", modal({ blocks: [] }), "/view/blocks"],
    ["with a chart", modal({ blocks: [chart(2, ["a"])] }), "/view/blocks/0/type"],
    ["of another type", { type: "dialog", blocks: [] }, "/view/type"],
    ["that is a Home tab with a title", { type: "home", title: plain("x"), blocks: [] }, "/view"],
    ["that is nothing", null, "/view"],
  ])("is not one %s", ([, view, pointer]) => {
    expect(validateView(view).map((fault) => fault.pointer)).toContain(pointer);
  });
});
