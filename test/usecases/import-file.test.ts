import { describe, expect } from "vitest";

import { textFile } from "../../src/sources/files/text/text-file.ts";
import { findCampaign } from "../../src/usecases/find-campaign.ts";
import { importFile, type ImportFileInput } from "../../src/usecases/import-file.ts";
import { summarizeCampaign } from "../../src/usecases/summarize-campaign.ts";
import { summarizeWorkspace } from "../../src/usecases/summarize-workspace.ts";
import { test } from "../support/fixtures.ts";

const HEADER = "Date,Campaign,Cost,Impressions,Clicks,Conversions,Conversion value,Currency";

function csv(...rows: string[]): string {
  return [HEADER, ...rows].join("\n");
}

function input(content: string, change: Partial<ImportFileInput> = {}): ImportFileInput {
  return {
    file: textFile("report.csv", content),
    account: "Main",
    hints: {},
    dryRun: false,
    skipBadRows: false,
    again: false,
    ...change,
  };
}

const TWO_DAYS = csv(
  "2026-11-20,Brand,10.50,1000,50,2,40.00,USD",
  "2026-11-21,Brand,9.50,900,45,1.5,30.00,USD",
  "2026-11-21,Generic,20.00,500,20,0,0,USD",
);

describe("importing a file of days", () => {
  test("stores its facts, and /perf's numbers are their sums", async ({ importing, scope, db }) => {
    const report = await importFile(importing, scope, input(TWO_DAYS));

    expect(report).toMatchObject({
      outcome: "stored",
      rows: { read: 3, accepted: 3, rejected: 0 },
      campaigns: 2,
      days: { from: "2026-11-20", to: "2026-11-21" },
      currency: "USD",
    });
    const found = await findCampaign(db, scope, { name: "brand", period: "7d" });
    expect(found.kind).toBe("one");
    if (found.kind !== "one") return;
    const summary = await summarizeCampaign(db, scope, { campaign: found.campaign, period: "7d" });
    expect(summary.current.totals).toEqual({
      spendMicros: 20_000_000n,
      impressions: 1900,
      clicks: 95,
      conversions: 3.5,
      valueMicros: 70_000_000n,
    });
    expect(summary.freshness.lastDay).toBe("2026-11-21");
  });

  test("changes nothing the second time", async ({ importing, scope, db }) => {
    await importFile(importing, scope, input(TWO_DAYS));
    const before = await summarizeWorkspace(db, scope, { period: "7d" });

    const again = await importFile(importing, { ...scope, now: scope.now + 1000 }, input(TWO_DAYS));

    expect(again).toMatchObject({ alreadyImported: true, revised: 0, rows: { accepted: 3 } });
    expect(await summarizeWorkspace(db, scope, { period: "7d" })).toEqual(before);
  });

  test("replaces days that come again and keeps what they said", async ({
    importing,
    scope,
    db,
  }) => {
    await importFile(importing, scope, input(TWO_DAYS));

    const report = await importFile(
      importing,
      scope,
      input(csv("2026-11-21,Brand,9.50,900,45,4,80.00,USD", "2026-11-22,Brand,1,1,1,0,0,USD")),
    );

    expect(report.revised).toBe(1);
    const [usd] = await summarizeWorkspace(db, scope, { period: "7d" });
    expect(usd?.current.totals).toMatchObject({ conversions: 6, spendMicros: 41_000_000n });
    const revisions = await db.rows(
      { name: "test_revisions", text: "select * from revisions where workspace_id = $1" },
      [scope.workspaceId],
    );
    expect(revisions).toMatchObject([
      { day: "2026-11-21", conversions: 1.5, value_micros: 30_000_000n },
    ]);
  });

  test("adds up rows of the same campaign and day", async ({ importing, scope, db }) => {
    const rows = ["2026-11-20,Brand,1.10,10,1,1,0,USD", "2026-11-20,Brand,2.20,20,2,0.5,0,USD"];

    await importFile(importing, scope, input(csv(...rows)));

    const [usd] = await summarizeWorkspace(db, scope, { period: "7d" });
    expect(usd?.current.totals).toMatchObject({ spendMicros: 3_300_000n, conversions: 1.5 });
    expect(usd?.campaignCount).toBe(1);
  });

  test("stores nothing when a row cannot be read, unless told to skip it", async ({
    importing,
    scope,
    db,
  }) => {
    const faulty = csv(
      ...Array.from({ length: 30 }, (_, n) => `2026-11-01,C${n},1.00,1,1,1,1,USD`),
      "2026-11-20,Brand,see note,1,1,1,1,USD",
    );

    const refused = await importFile(importing, scope, input(faulty));

    expect(refused.outcome).toBe("refused");
    expect(refused.errors).toMatchObject([{ line: 32, column: "Cost" }]);
    expect(await summarizeWorkspace(db, scope, { period: "mtd" })).toEqual([]);

    const skipped = await importFile(importing, scope, input(faulty, { skipBadRows: true }));
    expect(skipped).toMatchObject({ outcome: "stored", rows: { accepted: 30, rejected: 1 } });
  });

  test("names every row where none can be read, whether told to skip or not", async ({
    importing,
    scope,
  }) => {
    const faulty = csv("2026-11-20,Brand,x,1,1,1,1,USD", "soon,Brand,1,1,1,1,1,USD");

    for (const skipBadRows of [false, true]) {
      expect(await importFile(importing, scope, input(faulty, { skipBadRows }))).toMatchObject({
        outcome: "refused",
        rows: { read: 2, accepted: 0, rejected: 2 },
        errors: [
          { line: 2, column: "Cost" },
          { line: 3, column: "Date" },
        ],
      });
    }
  });

  test("takes days up to two ahead of any zone, and none later", async ({
    importing,
    scope,
    db,
  }) => {
    const upTo = (day: string) =>
      input(csv("2026-11-20,Brand,1,1,1,1,1,USD", `${day},Brand,1,1,1,1,1,USD`));

    const future = await importFile(importing, scope, upTo("2026-11-28"));
    const soon = await importFile(importing, scope, upTo("2026-11-25"));

    expect(future).toMatchObject({ outcome: "refused", rows: { accepted: 1, rejected: 1 } });
    expect(future.errors).toMatchObject([{ line: 3, column: "Date" }]);
    expect(future.errors[0]?.message).toContain("in the future");
    expect(soon.outcome).toBe("stored");
    const [usd] = await summarizeWorkspace(db, scope, { period: "7d" });
    expect(usd?.accounts).toMatchObject([{ freshness: { lastDay: "2026-11-25" } }]);
  });

  test("stores nothing on a dry run", async ({ importing, scope, db }) => {
    const report = await importFile(importing, scope, input(TWO_DAYS, { dryRun: true }));

    expect(report).toMatchObject({ outcome: "preview", rows: { accepted: 3 } });
    expect(await summarizeWorkspace(db, scope, { period: "7d" })).toEqual([]);
  });

  test("two first loads of an account at once both arrive, in one account", async ({
    importing,
    scope,
    db,
  }) => {
    const reports = await Promise.all([
      importFile(importing, scope, input(csv("2026-11-19,Brand,1,1,1,1,1,USD"))),
      importFile(importing, scope, input(csv("2026-11-18,Brand,2,1,1,1,1,USD"))),
    ]);

    expect(reports.map(({ outcome }) => outcome)).toEqual(["stored", "stored"]);
    const [usd] = await summarizeWorkspace(db, scope, { period: "7d" });
    expect(usd?.accounts).toHaveLength(1);
    expect(usd?.campaignCount).toBe(1);
    expect(usd?.current.totals.spendMicros).toBe(3_000_000n);
  });

  test("two loads of one account at once both arrive", async ({ importing, scope, db }) => {
    await importFile(importing, scope, input(TWO_DAYS));

    await Promise.all([
      importFile(importing, scope, input(csv("2026-11-19,Brand,1,1,1,1,1,USD"))),
      importFile(importing, scope, input(csv("2026-11-18,Brand,2,1,1,1,1,USD"))),
    ]);

    const [usd] = await summarizeWorkspace(db, scope, { period: "7d" });
    expect(usd?.current.totals.spendMicros).toBe(43_000_000n);
  });
});

describe("importing a file without days", () => {
  const TOTALS = [
    "Campaign report",
    '"November 1, 2026 - November 10, 2026"',
    "Campaign,Currency code,Cost,Impr.,Clicks,Conversions",
    "Brand,USD,100.00,1000,100,10",
    "Total: Campaigns,USD,100.01,1000,100,10",
  ].join("\n");

  test("answers for exactly its period and nothing else", async ({ importing, scope, db }) => {
    const report = await importFile(importing, scope, input(TOTALS));

    expect(report).toMatchObject({
      grain: "period",
      platformTotal: { spendMicros: 100_010_000n, differenceMicros: -10_000n },
    });
    const exact = await summarizeWorkspace(db, scope, { period: "2026-11-01..2026-11-10" });
    expect(exact[0]?.current.totals.conversions).toBe(10);
    const other = await summarizeWorkspace(db, scope, { period: "2026-11-01..2026-11-11" });
    expect(other[0]?.current.totals.conversions).toBe(0);
    const found = await findCampaign(db, scope, { name: "Brand", period: "7d" });
    if (found.kind !== "one") throw new Error("one campaign was loaded");
    const summary = await summarizeCampaign(db, scope, {
      campaign: found.campaign,
      period: "2026-11-01..2026-11-10",
    });
    expect(summary).toMatchObject({ grain: "period", daily: [] });
    expect(summary.current.kpis.cpa).toBe(10);
  });

  test("gives way to daily numbers of the same period", async ({ importing, scope, db }) => {
    await importFile(importing, scope, input(TOTALS, { hints: { platform: "generic" } }));
    await importFile(importing, scope, input(csv("2026-11-03,Brand,7,1,1,1,1,USD")));

    const [usd] = await summarizeWorkspace(db, scope, { period: "2026-11-01..2026-11-10" });

    expect(usd?.current.totals.spendMicros).toBe(7_000_000n);
    expect(usd?.campaignCount).toBe(1);
  });
});
