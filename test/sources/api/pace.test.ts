import { expect, test } from "vitest";

import { createPace } from "../../../src/sources/api/pace.ts";

test("a pace lets no more calls through in any minute than it is told", async () => {
  let at = 0;
  const due: number[] = [];
  const pace = createPace(
    { calls: 3, perMs: 60_000 },
    {
      now: () => at,
      wait: async (ms) => {
        at += ms;
      },
    },
  );
  for (let call = 0; call < 8; call += 1) {
    await pace.turn(new AbortController().signal);
    due.push(at);
    at += 1_000;
  }
  expect(due).toEqual([0, 1_000, 2_000, 60_000, 61_000, 62_000, 120_000, 121_000]);
});
