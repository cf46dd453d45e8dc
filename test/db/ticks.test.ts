import { expect } from "vitest";

import { claimTick } from "../../src/db/ticks.ts";
import { NOW, test } from "../support/fixtures.ts";

test("of ten that want a tick exactly one gets it", async ({ db, scope }) => {
  const { workspaceId } = scope;

  for (const tick of [NOW, NOW + 5_000]) {
    const claims = await Promise.all(
      Array.from({ length: 10 }, () => claimTick(db, { workspaceId, job: "months", tick })),
    );
    expect(claims.filter(Boolean)).toHaveLength(1);
  }
});

test("a tick that is past is nobody's, and jobs do not share theirs", async ({ db, scope }) => {
  const { workspaceId } = scope;
  const claim = (job: string, tick: number) => claimTick(db, { workspaceId, job, tick });

  expect(await claim("a", NOW)).toBe(true);
  expect(await claim("a", NOW - 1)).toBe(false);
  expect(await claim("b", NOW - 1)).toBe(true);
});
