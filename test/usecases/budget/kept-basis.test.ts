import { expect } from "vitest";

import { test } from "./shift-test.ts";

test("a proposal keeps what its outcome is to be set against", async ({ story }) => {
  const { plan } = await story.propose();

  const { basis, changes, expected } = plan;
  expect(basis?.campaigns.map(({ campaign }) => campaign).toSorted()).toEqual(
    changes.map(({ campaign }) => campaign.id).toSorted(),
  );
  expect(expected?.gain).toBeCloseTo(0.7 * (basis?.meanGain ?? Number.NaN), 9);
});
