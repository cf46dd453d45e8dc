import { expect, test } from "vitest";

import { nextOrder, sortRows, tableModel } from "../../../src/sandbox/page/table-model.ts";

const MODEL = tableModel({
  type: "data_table",
  caption: "Campaigns",
  rows: [
    [words("Campaign"), words("CPA")],
    [words("Brand 10"), figure(9)],
    [words("brand 2"), words("–")],
    [{ type: "rich_text", elements: [section("Ads")] }, figure(120)],
  ],
});

test("a column with a figure is numeric, and five rows make a page unless told", () => {
  expect(MODEL.numeric).toEqual([false, true]);
  expect(MODEL.header).toEqual(["Campaign", "CPA"]);
  expect(MODEL.pageSize).toBe(5);
  expect(tableModel({ rows: [], page_size: 10 }).pageSize).toBe(10);
});

test.for([
  [undefined, ["Brand 10", "brand 2", "Ads"]],
  [{ column: 0, direction: "ascending" }, ["Ads", "brand 2", "Brand 10"]],
  [{ column: 0, direction: "descending" }, ["Brand 10", "brand 2", "Ads"]],
  [{ column: 1, direction: "ascending" }, ["Brand 10", "Ads", "brand 2"]],
  [{ column: 1, direction: "descending" }, ["Ads", "Brand 10", "brand 2"]],
] as const)("sorted by %j a missing figure is last", ([order, names]) => {
  expect(sortRows(MODEL, order).map((row) => row[0]?.text)).toEqual(names);
});

test("figures are first sorted from the greatest, words from A, and then the other way", () => {
  const first = nextOrder(MODEL, undefined, 1);

  expect(first).toEqual({ column: 1, direction: "descending" });
  expect(nextOrder(MODEL, first, 1)).toEqual({ column: 1, direction: "ascending" });
  expect(nextOrder(MODEL, first, 0)).toEqual({ column: 0, direction: "ascending" });
});

function words(text: string) {
  return { type: "raw_text", text };
}

function figure(value: number) {
  return { type: "raw_number", value, text: `$${value}` };
}

function section(text: string) {
  return { type: "rich_text_section", elements: [{ type: "text", text }] };
}
