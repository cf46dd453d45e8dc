import { expect, test } from "vitest";

import { comparedDays, gapVerdict } from "../../../src/domain/alerting/tracking-gap.ts";

const range = comparedDays("2026-11-24");

test("seven settled days are compared", () => {
  expect(range).toEqual({ from: "2026-11-15", to: "2026-11-21" });
});

test.for<[platform: number, firstParty: number, state: "open" | "closed", kind: string]>([
  [420, 290, "closed", "gap"],
  [290, 420, "closed", "gap"],
  [420, 300, "closed", "none"],
  [420, 0, "closed", "gap"],
  // 20 against 13 are 35 %, which comes by chance.
  [20, 13, "closed", "none"],
  [20, 5, "closed", "gap"],
  [19, 0, "closed", "unsure"],
  [0, 0, "closed", "unsure"],
  // Once open, it stays so until the gap is clearly smaller.
  [420, 300, "open", "gap"],
  [420, 315, "open", "none"],
  [19, 0, "open", "unsure"],
])("platform %d, first-party %d, %s: %s", ([platform, firstParty, state, kind]) => {
  expect(gapVerdict({ range, platform, firstParty }, state).kind).toBe(kind);
});
