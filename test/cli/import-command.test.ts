import { mkdir } from "node:fs/promises";
import { join } from "node:path";

import { describe, expect } from "vitest";

import { test } from "./cli-test.ts";

const HEADER = "Date,Campaign,Cost,Impressions,Clicks,Conversions,Conversion value,Currency";
const TWO_DAYS = [
  HEADER,
  "2026-11-20,Brand,10.50,1000,50,2,40.00,USD",
  "2026-11-21,Brand,9.50,900,45,1.5,30.00,USD",
  "2026-11-21,Generic,20.00,500,20,0,0,USD",
  "",
].join("\n");

describe("import --json", () => {
  test("says what was loaded", async ({ put, trimtab }) => {
    const file = await put("report.csv", TWO_DAYS);

    const ran = await trimtab("import", file, "--account", "Main", "--json");

    expect(ran.code).toBe(0);
    expect(ran.json()).toEqual({
      file: "report.csv",
      outcome: "stored",
      platform: "generic",
      account: "Main",
      currency: "USD",
      zone: "America/New_York",
      grain: "day",
      rows: { read: 3, accepted: 3, rejected: 0 },
      campaigns: 2,
      days: { from: "2026-11-20", to: "2026-11-21" },
      totals: {
        spend: "40.00",
        impressions: 2400,
        clicks: 115,
        conversions: 3.5,
        value: "70.00",
      },
      platformTotal: null,
      errors: [],
      warnings: expect.any(Array) as unknown[],
      alreadyImported: false,
      accountChanged: false,
      revised: 0,
    });
  });

  test("the same file again changes nothing and says so", async ({ put, trimtab }) => {
    const file = await put("report.csv", TWO_DAYS);
    const argv = ["import", file, "--account", "Main", "--json"];
    await trimtab(...argv);

    const again = await trimtab(...argv);

    expect(again.code).toBe(0);
    expect(again.json()).toMatchObject({ alreadyImported: true, revised: 0 });
  });

  test("an unreadable row refuses the file, by line and column, with exit code 1", async ({
    put,
    trimtab,
  }) => {
    const faulty = `${TWO_DAYS}2026-11-22,Brand,lots,1,1,1,1,USD\n`;
    const file = await put("faulty.csv", faulty);

    const refused = await trimtab("import", file, "--account", "Main", "--json");
    const listed = await trimtab("summary", "--json");
    const skipped = await trimtab("import", file, "--account", "Main", "--skip-bad-rows", "--json");

    expect(refused.code).toBe(1);
    expect(refused.json()).toMatchObject({
      outcome: "refused",
      rows: { read: 4, accepted: 3, rejected: 1 },
      errors: [{ line: 5, column: "Cost", message: expect.stringContaining("lots") as string }],
    });
    expect(listed.json()).toEqual({ currencies: [] });
    expect(skipped.code).toBe(0);
    expect(skipped.json()).toMatchObject({ outcome: "stored", rows: { accepted: 3, rejected: 1 } });
  });

  test("a dry run stores nothing", async ({ put, trimtab }) => {
    const file = await put("report.csv", TWO_DAYS);

    const ran = await trimtab("import", file, "--account", "Main", "--dry-run", "--json");

    expect(ran.json()).toMatchObject({ outcome: "preview", campaigns: 2 });
    expect((await trimtab("summary", "--json")).json()).toEqual({ currencies: [] });
  });

  test("a path that leads nowhere refuses all files, before the first is loaded", async ({
    put,
    trimtab,
  }) => {
    const file = await put("report.csv", TWO_DAYS);

    const ran = await trimtab("import", file, "/nowhere.csv", "--account", "Main", "--json");

    expect(ran.code).toBe(1);
    expect(JSON.stringify(ran.json())).toContain("/nowhere.csv");
    expect((await trimtab("summary", "--json")).json()).toEqual({ currencies: [] });
  });

  test("several files are one object", async ({ put, trimtab }) => {
    const a = await put("a.csv", TWO_DAYS);
    const b = await put("b.csv", `${HEADER}\n2026-11-22,Brand,1,1,1,1,1,USD\n`);

    const ran = await trimtab("import", a, b, "--account", "Main", "--json");

    expect(ran.json()).toMatchObject({ files: [{ file: "a.csv" }, { file: "b.csv" }] });
  });

  test("takes platform, currency, zone and days from the options", async ({ put, trimtab }) => {
    const file = await put("bare.csv", "Campaign,Cost\nBrand,12.50\n");

    const named = ["import", file, "--account", "Main", "--platform", "meta_ads"];
    const said = ["--currency", "jpy", "--timezone", "Asia/Tokyo", "--period", "2026-10"];
    const ran = await trimtab(...named, ...said, "--json");

    expect(ran.json()).toMatchObject({
      platform: "meta_ads",
      currency: "JPY",
      zone: "Asia/Tokyo",
      grain: "period",
      days: { from: "2026-10-01", to: "2026-10-31" },
      totals: { spend: "12.5" },
    });
  });

  test("a total of the platform's stands beside ours", async ({ put, trimtab }) => {
    const file = await put(
      "google.csv",
      [
        "Campaign report",
        '"November 1, 2026 - November 10, 2026"',
        "Campaign,Currency code,Cost,Impr.,Clicks,Conversions",
        "Brand,USD,100.00,1000,100,10",
        "Total: Campaigns,USD,100.01,1000,100,10",
      ].join("\n"),
    );

    const ran = await trimtab("import", file, "--account", "Main", "--json");

    expect(ran.json()).toMatchObject({
      grain: "period",
      platformTotal: { spend: "100.01", difference: "-0.01" },
    });
  });

  test("a file that is not there is refused with its name", async ({ trimtab }) => {
    const ran = await trimtab("import", "nowhere.csv", "--account", "Main", "--json");

    expect(ran.code).toBe(1);
    expect(ran.json()).toEqual({ error: expect.stringContaining("nowhere.csv") as string });
  });
});

describe("import for people", () => {
  test("says in words what was loaded", async ({ put, trimtab }) => {
    const file = await put("report.csv", TWO_DAYS);

    const { code, out, err } = await trimtab("import", file, "--account", "Main");

    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toContain("report.csv: loaded.");
    expect(out).toContain('account "Main"');
    expect(out).toContain("2026-11-20 to 2026-11-21");
  });

  test("says where a refused file is wrong and what to do", async ({ put, trimtab }) => {
    const file = await put("faulty.csv", `${TWO_DAYS}2026-11-22,Brand,lots,1,1,1,1,USD\n`);

    const { code, out } = await trimtab("import", file, "--account", "Main");

    expect(code).toBe(1);
    expect(out).toContain('line 5, column "Cost"');
    expect(out).toContain("--skip-bad-rows");
  });
});

test.for([
  [["import", "x.csv"], "--account"],
  [["import", "--account", "Main"], "files"],
  [["import", "x.csv", "--account", " "], "--account needs a name"],
  [["import", "x.csv", "--account", "M", "--platform", "bing"], "--platform is one of"],
  [["import", "x.csv", "--account", "M", "--currency", "dollars"], "--currency needs an ISO code"],
  [["import", "x.csv", "--account", "M", "--timezone", "+02:00"], "--timezone needs a zone"],
  [["import", "x.csv", "--account", "M", "--period", "soon"], "--period needs days"],
] as const)("trimtab %o is wrong usage: %s", async ([argv, words], { trimtab }) => {
  const { code, out, err } = await trimtab(...argv);

  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(err).toContain(words);
});

test("import of a folder says how to import what is in it", async ({ folder, trimtab }) => {
  await mkdir(join(folder, "may reports"));

  const ran = await trimtab("import", "may reports/", "--account", "Main");

  expect([ran.code, ran.err]).toEqual([
    1,
    'may reports/ is a folder. Import the files in it: trimtab import "may reports"/*.csv --account NAME\n',
  ]);
});
