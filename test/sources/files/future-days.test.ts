import { expect, test } from "vitest";

import { readText, refusalOf, table } from "./in-memory-file.ts";

test("days later than any that has begun are faults of their rows", async () => {
  const text = table("Day,Campaign,Cost", "2026-05-01,A,1.50", "2026-05-02,A,1", "2026-05-03,A,1");

  const read = await readText(text, { latestDay: "2026-05-02" });

  expect(read.faults).toEqual([
    {
      line: 4,
      column: "Day",
      message: '"2026-05-03" is in the future. Correct the date, or delete the row.',
    },
  ]);
  expect(read.rows).toEqual({ read: 3, accepted: 2, rejected: 1 });
});

test.for([
  ["2026-06-01,2026-06-30", "2026-06-01 to 2026-06-30, which is in the future"],
  ["2026-06-01,2026-06-01", "2026-06-01, which is in the future"],
  ["2026-05-01,2026-05-31", "was read"],
])("a total of the days %s is refused where none of them has begun", async ([days, says]) => {
  const text = table(
    "Campaign name,Amount spent (USD),Reporting starts,Reporting ends",
    `A,1,${days}`,
  );

  expect(await refusalOf(text, { latestDay: "2026-05-20" })).toContain(says);
});
