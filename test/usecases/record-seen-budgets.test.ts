import { expect } from "vitest";

import { budgetHistoryOf } from "../../src/db/budget-history.ts";
import { textFile } from "../../src/sources/files/text/text-file.ts";
import { importFile } from "../../src/usecases/import-file.ts";
import { test as base } from "../support/fixtures.ts";

const HEADER = "Date,Campaign,Daily budget,Cost,Currency";

const test = base.extend<{
  load: (rows: readonly string[]) => Promise<void>;
  history: () => Promise<string[]>;
}>({
  load: ({ importing, scope }, use) =>
    use(async (rows) => {
      const report = await importFile(importing, scope, {
        file: textFile("days.csv", [HEADER, ...rows].join("\n")),
        account: "Main",
        hints: { platform: "generic" },
        dryRun: false,
        skipBadRows: false,
        again: false,
      });
      expect(report.outcome).toBe("stored");
    }),
  history: ({ db, scope }, use) =>
    use(async () => {
      const { workspaceId } = scope;
      const ids = await db.rows<{ id: number }>(
        { text: "select campaign_id as id from campaigns where workspace_id = $1" },
        [workspaceId],
      );
      const found = await budgetHistoryOf(db, {
        workspaceId,
        campaignIds: ids.map(({ id }) => id),
      });
      return [...found.values()].flat().map(({ day, budgetMicros }) => `${day} ${budgetMicros}`);
    }),
});

test("a file that names each day's budget leaves their history, and its next window adds what is new", async ({
  load,
  history,
}) => {
  await load([
    "2026-11-01,Brand,100,90,USD",
    "2026-11-02,Brand,100,91,USD",
    "2026-11-03,Brand,120,92,USD",
  ]);
  expect(await history()).toEqual(["2026-11-01 100000000", "2026-11-03 120000000"]);

  await load([
    "2026-11-02,Brand,100,91,USD",
    "2026-11-03,Brand,120,92,USD",
    "2026-11-04,Brand,80,70,USD",
  ]);
  expect(await history()).toEqual([
    "2026-11-01 100000000",
    "2026-11-03 120000000",
    "2026-11-04 80000000",
  ]);
});

test("a file with today's budget beside every day says nothing of the past", async ({
  load,
  history,
}) => {
  await load(["2026-11-01,Brand,100,90,USD", "2026-11-02,Brand,100,91,USD"]);
  await load(["2026-11-02,Brand,130,91,USD", "2026-11-03,Brand,130,99,USD"]);

  expect(await history()).toEqual(["2026-11-02 100000000", "2026-11-03 130000000"]);
});
