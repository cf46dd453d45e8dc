import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { jsonOf } from "../../src/cli/json-text.ts";
import { draws } from "../support/draws.ts";

describe("a JSON text", () => {
  test.for([
    ["", "X is empty."],
    [" \n", "X is empty."],
    ["{ kind: 1 }", "line 1, column 3"],
    ['{"a":1,}', "line 1, column 8"],
    ["[1,2\n,]", "line 2, column 2"],
    ['{\n  "a" 1\n}', "line 2, column 8"],
    ["nope", "line 1, column 2"],
    ['{"a":1} x', "line 1, column 9"],
    ['{"a":"x\ny"}', "line 1, column 8"],
    ["“a”", "line 1, column 1"],
    ['{"a":"b', "breaks off at its end"],
    ["[1,2", "breaks off at its end"],
  ] as const)("%j is refused with its place", ([text, words]) => {
    expect(() => jsonOf(text, "X")).toThrow(words);
  });

  test("is read as it is, whatever it holds", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value);
        expect(jsonOf(text, "X")).toEqual(JSON.parse(text));
      }),
      draws(50),
    );
  });
});
