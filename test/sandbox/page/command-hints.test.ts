import { expect, test } from "vitest";

import { commandHints } from "../../../src/sandbox/page/command-hints.ts";

test.for([
  ["", 0],
  ["hello", 0],
  ["/", 11],
  ["/pe", 11],
  ["/perf", 11],
  ["/perf ", 11],
  ["/perf t", 1],
  ["/perf brand 30d", 0],
  ["/other", 0],
] as const)("%j shows %i hints", ([typed, count]) => {
  expect(commandHints("/perf", typed)).toHaveLength(count);
});

test("a hint puts in what can be sent or typed on", () => {
  const inserts = commandHints("/perf", "/").map(({ insert }) => insert);

  expect(inserts.slice(0, 4)).toEqual(["/perf", "/perf ", "/perf top roas 30d", "/perf compare "]);
});
