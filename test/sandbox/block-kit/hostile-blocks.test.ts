import fc from "fast-check";
import { expect, test } from "vitest";

import {
  type Surface,
  validateBlocks,
  validateView,
} from "../../../src/sandbox/block-kit/validate-blocks.ts";
import { plain, section, button, actions, dataTable, chart } from "./sample-blocks.ts";

const anyBlock = fc.oneof(
  fc.anything(),
  fc.record({
    type: fc.constantFrom(
      "actions",
      "section",
      "data_table",
      "data_visualization",
      "input",
      "__proto__",
      "constructor",
    ),
    elements: fc.anything(),
    element: fc.anything(),
    rows: fc.anything(),
    chart: fc.anything(),
    text: fc.anything(),
  }),
);

test("no input makes the validators throw", () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.array(anyBlock), fc.anything()),
      fc.constantFrom<Surface>("message", "modal", "home"),
      (blocks, surface) => {
        expect(Array.isArray(validateBlocks(blocks, surface))).toBe(true);
        expect(Array.isArray(validateView({ type: surface, blocks }))).toBe(true);
      },
    ),
  );
});

test("one unknown key spoils any block", () => {
  const blocks = [section({ text: plain("x") }), dataTable({}), chart(3, ["a"]), actions(button())];
  fc.assert(
    fc.property(
      fc.constantFrom(...blocks),
      fc.string({ minLength: 1 }).filter((key) => key !== "__proto__"),
      (block, key) => {
        fc.pre(!(key in block));
        const known = ["block_id", "expand", "accessory", "fields", "text", "page_size"];
        fc.pre(![...known, "row_header_column_index"].includes(key));
        expect(validateBlocks([{ ...block, [key]: "x" }], "message")).not.toEqual([]);
      },
    ),
  );
});
