import { describe, expect } from "vitest";

import { test } from "./cli-test.ts";

const FILE = [
  "Date,Campaign,Status,Cost,Impressions,Clicks,Conversions,Conversion value,Currency",
  "2026-11-14,Brand,Enabled,8.00,800,40,1,20.00,USD",
  "2026-11-20,Brand,Enabled,10.50,1000,50,2,42.00,USD",
  "2026-11-21,Brand,Enabled,9.50,900,45,0,0,USD",
  "2026-11-21,Generic,Paused,20.00,500,20,0,0,USD",
].join("\n");

const NO_KPIS = { cpa: null, roas: null, ctr: null, cvr: null, cpc: null, cpm: null, aov: null };

describe("summary --json", () => {
  test("of a campaign has every number of its period", async ({ put, trimtab }) => {
    await trimtab("import", await put("r.csv", FILE), "--account", "Main");

    const ran = await trimtab("summary", "brand", "--json");

    expect(ran.code).toBe(0);
    expect(ran.json()).toEqual({
      campaign: { name: "Brand", platform: "generic", account: "Main", status: "active" },
      period: { from: "2026-11-17", to: "2026-11-23", days: 7 },
      currency: "USD",
      zone: "America/New_York",
      grain: "day",
      settled: null,
      target: null,
      totals: { spend: "20.00", impressions: 1900, clicks: 95, conversions: 2, value: "42.00" },
      kpis: {
        cpa: 10,
        roas: 2.1,
        ctr: 0.05,
        cvr: 2 / 95,
        cpc: 20 / 95,
        cpm: 20_000 / 1900,
        aov: 21,
      },
      previous: {
        period: { from: "2026-11-10", to: "2026-11-16" },
        totals: { spend: "8.00", impressions: 800, clicks: 40, conversions: 1, value: "20.00" },
        kpis: expect.objectContaining({ cpa: 8, roas: 2.5 }) as object,
      },
      daily: [
        { date: "2026-11-20", spend: "10.50", conversions: 2, value: "42.00", cpa: 5.25, roas: 4 },
        { date: "2026-11-21", spend: "9.50", conversions: 0, value: "0.00", cpa: null, roas: 0 },
      ],
      freshness: { lastDay: "2026-11-21", loadedAt: "2026-11-24T12:00:00.000Z" },
      firstParty: null,
    });
  });

  test("of the workspace has an object for each currency, its campaigns by spend", async ({
    put,
    trimtab,
  }) => {
    await trimtab("import", await put("r.csv", FILE), "--account", "Main");
    const yen = "Date,Campaign,Cost,Currency\n2026-11-20,Tokyo,1500,JPY\n";
    await trimtab("import", await put("y.csv", yen), "--account", "Japan");

    const { currencies } = (await trimtab("summary", "--json")).json() as {
      currencies: { currency: string }[];
    };

    expect(currencies.map(({ currency }) => currency).toSorted()).toEqual(["JPY", "USD"]);
    expect(currencies.find(({ currency }) => currency === "USD")).toMatchObject({
      campaign: null,
      period: { from: "2026-11-17", to: "2026-11-23", days: 7 },
      totals: { spend: "40.00" },
      campaignCount: 2,
      campaigns: [
        { name: "Brand", totals: { spend: "20.00" }, kpis: { cpa: 10 } },
        { name: "Generic", totals: { spend: "20.00" }, kpis: { cpa: null, roas: 0 } },
      ],
      freshness: { lastDay: "2026-11-21" },
    });
    expect(currencies.find(({ currency }) => currency === "JPY")).toMatchObject({
      totals: { spend: "1500" },
      kpis: { ...NO_KPIS, roas: 0 },
    });
  });

  test("takes another period", async ({ put, trimtab }) => {
    await trimtab("import", await put("r.csv", FILE), "--account", "Main");

    const ran = await trimtab("summary", "Generic", "--period", "2026-11-01..2026-11-10", "--json");

    expect(ran.json()).toMatchObject({
      period: { from: "2026-11-01", to: "2026-11-10", days: 10 },
      totals: { spend: "0.00", impressions: 0 },
      kpis: NO_KPIS,
      daily: [],
    });
  });

  test("a name that fits no campaign, or several, is refused with the next step", async ({
    put,
    trimtab,
  }) => {
    const two = "Date,Campaign,Cost\n2026-11-20,Brand US,1\n2026-11-20,Brand UK,1\n";
    await trimtab("import", await put("r.csv", two), "--account", "Main", "--currency", "USD");

    const none = await trimtab("summary", "zzz", "--json");
    const several = await trimtab("summary", "brand", "--json");

    expect([none.code, several.code]).toEqual([1, 1]);
    expect(none.json()).toEqual({ error: expect.stringContaining('named "zzz"') as string });
    expect(several.err).toContain("Brand US");
    expect(several.err).toContain("Brand UK");
  });

  test("two campaigns of one name are told apart by the platform's ids, which name them", async ({
    put,
    trimtab,
  }) => {
    const two =
      "Date,Campaign,Campaign ID,Status,Cost\n2026-11-20,Brand,123,Enabled,1\n2026-11-20,Brand,124,Paused,2\n";
    await trimtab("import", await put("r.csv", two), "--account", "Main", "--currency", "USD");

    const several = await trimtab("summary", "Brand");
    const one = await trimtab("summary", "124", "--json");

    expect([several.code, several.err]).toEqual([
      1,
      expect.stringContaining(
        "or give the platform's id:\n  Brand (Other, Main, id 123, active)\n",
      ) as string,
    ]);
    expect(one.json()).toMatchObject({ campaign: { name: "Brand", status: "paused" } });
  });
});

test("summary says in words where there is nothing yet", async ({ trimtab }) => {
  const { code, out } = await trimtab("summary");

  expect(code).toBe(0);
  expect(out).toContain("trimtab import FILE --account NAME");
});

test("summary for people has the campaigns and the freshness", async ({ put, trimtab }) => {
  await trimtab("import", await put("r.csv", FILE), "--account", "Main");

  const overview = await trimtab("summary");
  const campaign = await trimtab("summary", "brand");

  expect(overview.out).toContain("Generic: spend");
  expect(overview.out).toContain("Data through 2026-11-21");
  expect(campaign.out).toMatch(/^Brand\n/);
  expect(campaign.out).toContain("2026-11-17 to 2026-11-23 (7 days, America/New_York)");
  const one = await trimtab("summary", "--period", "yesterday");
  expect(one.out).toContain("(1 day)");
});
