import { expect, test } from "vitest";

import { commandHints } from "../../../src/sandbox/page/command-hints.ts";
import { stepOf } from "../../../src/sandbox/page/use-composer.ts";

test.for([
  ["Enter", "/perf", -1, { kind: "send" }],
  ["Enter", "/", 4, { kind: "take", hint: 4 }],
  ["Enter", "/perf", 0, { kind: "send" }],
  ["Tab", "/pe", -1, { kind: "take", hint: 0 }],
  ["Tab", "/perf", 0, undefined],
  ["Tab", "", -1, undefined],
  ["ArrowDown", "/", -1, { kind: "choose", hint: 0 }],
  ["ArrowDown", "/", 10, { kind: "choose", hint: 0 }],
  ["ArrowUp", "/", -1, { kind: "choose", hint: 10 }],
  ["ArrowUp", "/", 1, { kind: "choose", hint: 0 }],
  ["ArrowUp", "", -1, { kind: "recall" }],
  ["ArrowUp", "brand", -1, undefined],
  ["Escape", "/", 2, { kind: "close" }],
  ["a", "/", 2, undefined],
] as const)("%s after %j with hint %i chosen", ([key, text, chosen, step]) => {
  const hints = commandHints("/perf", text);

  expect(stepOf({ key, shiftKey: false }, { text, last: "/perf", hints, chosen })).toEqual(step);
});
