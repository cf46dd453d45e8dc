import { expect } from "vitest";

import { textFile } from "../../src/sources/files/text/text-file.ts";
import { importFile } from "../../src/usecases/import-file.ts";
import { test } from "../support/fixtures.ts";

const CAMPAIGNS = 5_000;
const DAYS = 10;

/** Many campaigns on the same days: to compare all rows that share a day takes minutes. */
function exportAt(cost: number) {
  const rows = Array.from(
    { length: CAMPAIGNS * DAYS },
    (_, n) => `2026-11-${10 + (n % DAYS)},Campaign ${Math.floor(n / DAYS)},${cost}`,
  );
  return textFile(`cost-${cost}.csv`, ["Date,Campaign,Cost", ...rows].join("\n"));
}

test("a large file revises an account that the planner has no statistics of", async ({
  importing,
  scope,
}) => {
  const input = {
    account: "Main",
    hints: { currency: "USD" },
    dryRun: false,
    skipBadRows: false,
    again: false,
  };
  await importFile(importing, scope, { ...input, file: exportAt(5) });

  const report = await importFile(importing, scope, { ...input, file: exportAt(6) });

  expect(report).toMatchObject({ outcome: "stored", revised: CAMPAIGNS * DAYS });
});
