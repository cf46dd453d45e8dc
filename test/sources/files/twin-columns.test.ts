import { expect, test } from "vitest";

import { readText, table } from "./in-memory-file.ts";

test("columns of the same header that differ are read from the first, with a word about it", async () => {
  const text = table("Date,Campaign,Cost,Cost", "2026-05-01,A,1.00,1.00", "2026-05-02,A,1.00,2.00");

  const read = await readText(text);

  expect(read.totals.spendMicros).toBe(2_000_000n);
  expect(read.profile.warnings).toEqual([
    'There are two columns "Cost", and they differ: "1.00" and "2.00" in line 3. The first one was read. ' +
      "If that is the wrong one, delete it and import the file again.",
  ]);
});

test("columns of the same header that say the same are no matter, as Google writes them", async () => {
  const text = table(
    "Day,Campaign,Currency code,Cost,Clicks,Currency code,Clicks",
    "2026-05-01,A,USD,1.00,5,USD,5",
    "Total: Campaigns,,USD,1.00,5,,",
  );

  const read = await readText(text);

  expect(read.profile.warnings).toEqual([]);
});
