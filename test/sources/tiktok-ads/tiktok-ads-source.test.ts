import { afterEach, describe, expect, test } from "vitest";

import { tiktokAdsSource } from "../../../src/sources/tiktok-ads/tiktok-ads-source.ts";
import type { ApiServer, ScriptedAnswer } from "../../support/api-server.ts";
import {
  faultsOf,
  lasting,
  loaded,
  measured,
  openSource,
  withFaults,
} from "../../support/live-source.ts";
import { volumeTest } from "../../support/volume-test.ts";
import { failing, tiktokDouble, type TiktokState } from "./tiktok-double.ts";

const TOKYO = {
  externalId: "7012345678901234567",
  platform: "tiktok_ads",
  name: "Acme",
  currency: "JPY",
  zone: "Asia/Tokyo",
} as const;
const signal = new AbortController().signal;

let server: (ApiServer & { faults: ScriptedAnswer[] }) | undefined;
afterEach(() => server?.close());

function stateOf(change: Partial<TiktokState> = {}): TiktokState {
  return {
    token: "good",
    advertisers: [
      {
        advertiser_id: TOKYO.externalId,
        name: "Acme",
        currency: "JPY",
        timezone: "Etc/GMT-9",
        display_timezone: "Asia/Tokyo",
      },
    ],
    campaigns: [
      {
        campaign_id: "1801",
        campaign_name: "Brand",
        operation_status: "ENABLE",
        budget: 5000,
        budget_mode: "BUDGET_MODE_DAY",
      },
      {
        campaign_id: "1802",
        campaign_name: "Launch",
        operation_status: "DISABLE",
        budget: 90000,
        budget_mode: "BUDGET_MODE_TOTAL",
      },
      {
        campaign_id: "1803",
        campaign_name: "Groups",
        operation_status: "ENABLE",
        budget: 0,
        budget_mode: "BUDGET_MODE_INFINITE",
      },
    ],
    reported: ["1801", "1899"],
    metrics: (id, day) => ({
      campaign_name: id === "1899" ? "Gone" : "Brand",
      spend: id === "1801" ? "120.5" : "10",
      impressions: "1000",
      clicks: "20",
      conversion: day.endsWith("01") ? "3" : "-",
      total_purchase_value: "900.25",
    }),
    ...change,
  };
}

async function source(change: Partial<TiktokState> = {}, settings: Record<string, unknown> = {}) {
  server = await withFaults(tiktokDouble(stateOf(change)));
  const opened = openSource(tiktokAdsSource, {
    settings: { advertiserIds: [TOKYO.externalId], baseUrl: server.url, ...settings },
    secrets: { accessToken: "good" },
  });
  return { opened, server };
}

describe("TikTok Ads", () => {
  test("checks the advertiser, its currency and its zone", async () => {
    const { opened } = await source();
    const { accounts, notes } = await opened.check(signal);
    expect(accounts).toEqual([TOKYO]);
    expect(notes.join(" ")).toContain("valueMetric");
  });

  test("loads campaigns, budgets and days of the advertiser's zone", async () => {
    const { opened } = await source({}, { valueMetric: "total_purchase_value" });
    const { campaigns, facts, outcome } = await loaded(opened, TOKYO, {
      from: "2026-11-01",
      to: "2026-11-02",
    });
    expect(outcome.days).toEqual({ from: "2026-11-01", to: "2026-11-02" });
    expect(outcome.profile).toMatchObject({ currency: "JPY", zone: "Asia/Tokyo" });
    expect(facts.get("1801 2026-11-01")).toEqual({
      spendMicros: 120_500_000n,
      impressions: 1000,
      clicks: 20,
      conversions: 3,
      valueMicros: 900_250_000n,
    });
    expect(facts.get("1801 2026-11-02")?.conversions).toBe(0);
    expect(campaigns.get("1801")).toEqual({
      externalId: "1801",
      name: "Brand",
      status: "active",
      budgetKind: "daily",
      dailyBudgetMicros: 5_000_000_000n,
    });
    expect(campaigns.get("1802")).toMatchObject({ status: "paused", budgetKind: "total" });
    expect(campaigns.get("1802")).not.toHaveProperty("dailyBudgetMicros");
    expect(campaigns.get("1803")).toMatchObject({ budgetKind: "ad_sets" });
    // Deleted since: the report alone names it.
    expect(campaigns.get("1899")).toEqual({ externalId: "1899", name: "Gone" });
  });

  test("has a row for the day on which clocks change, and one request for at most 30 days", async () => {
    const { opened, server: double } = await source();
    const newYork = { ...TOKYO, currency: "USD", zone: "America/New_York" };
    const { facts } = await loaded(opened, newYork, { from: "2026-10-20", to: "2026-12-20" });
    expect(facts.has("1801 2026-11-01")).toBe(true);
    expect(facts.size).toBe(2 * 62);
    const reports = double.calls.filter(({ path }) => path.includes("report"));
    expect(reports.map(({ query }) => query.get("start_date"))).toEqual([
      "2026-10-20",
      "2026-11-19",
      "2026-12-19",
    ]);
  });

  volumeTest("reads two years of a thousand campaigns page by page", async () => {
    const reported = Array.from({ length: 1_000 }, (_, index) => String(50_000 + index));
    const { opened } = await source({ reported, campaigns: [] });
    const long = await measured(opened, TOKYO, { from: "2024-11-01", to: "2026-10-31" });
    expect(long.rows).toBe(730_000);
    expect(long.grown).toBeLessThan(30e6);
  });

  test.each([
    ["too many calls", failing(40100, "Too many requests")],
    ["429 with Retry-After", { status: 429, headers: { "retry-after": "0" } }],
    ["429 without", { status: 429 }],
    ["its own failure", failing(50000, "System error")],
    ["status 500", { status: 500, body: "oh" }],
  ])("goes on after %s", async (_, fault) => {
    const { opened, server: double } = await source();
    double.faults.push(fault);
    await expect(opened.check(signal)).resolves.toMatchObject({ accounts: [TOKYO] });
  });

  test.each([
    [
      "an ended token",
      [failing(40105, "Access token is incorrect or has been revoked.")],
      "credentials",
    ],
    ["a missing right", [failing(40001, "No permission")], "rights"],
    ["wrong metrics", [failing(40002, "metrics: invalid")], "settings"],
    ["limits that last", lasting(failing(40100, "Too many requests")), "limited"],
    ["failures that last", lasting(failing(50000, "System error")), "unreachable"],
    ["500s that last", lasting({ status: 500 }), "unreachable"],
    ["429s that last", lasting({ status: 429, headers: { "retry-after": "7" } }), "limited"],
    ["an unknown code", [failing(61000, "Something new")], "malformed"],
    ["no JSON", [{ body: "<html>" }], "malformed"],
    ["another form", [{ body: { code: 0, data: { rows: [] } } }], "malformed"],
    [
      "an answer that breaks off",
      lasting({ body: '{"code":0,', headers: { "content-length": "99" }, cut: true }),
      "unreachable",
    ],
  ] as const)("says what to do about %s", async (_, faults, kind) => {
    const { opened, server: double } = await source();
    double.faults.push(...(faults as ScriptedAnswer[]));
    const failed = opened.check(signal);
    await expect(failed).rejects.toMatchObject({ kind });
    await expect(failed).rejects.toHaveProperty("next", expect.stringMatching(/\.$/));
  });

  test("says how long it is bidden to wait", async () => {
    const { opened, server: double } = await source();
    double.faults.push(...lasting({ status: 429, headers: { "retry-after": "7" } }));
    await expect(opened.check(signal)).rejects.toMatchObject({ afterMs: 7_000 });
  });

  test("has no rights where the advertiser is not among the token's", async () => {
    const { opened } = await source({ advertisers: [] });
    await expect(opened.check(signal)).rejects.toMatchObject({ kind: "rights" });
    await expect(
      loaded(opened, TOKYO, { from: "2026-11-01", to: "2026-11-01" }),
    ).rejects.toMatchObject({ kind: "rights" });
  });

  test("never takes an unreadable spend for zero", async () => {
    const { opened } = await source({
      metrics: () => ({ spend: "n/a", impressions: "1", clicks: "1", conversion: "1" }),
    });
    await expect(
      loaded(opened, TOKYO, { from: "2026-11-01", to: "2026-11-01" }),
    ).rejects.toMatchObject({ kind: "malformed" });
  });

  test("names every wrong setting", () => {
    const faults = faultsOf(tiktokAdsSource, {
      settings: { advertiserIds: ["act_1"], valueMetric: "complete_payment_roas" },
      secrets: {},
    });
    expect(faults.map(({ field }) => field)).toEqual([
      "settings.advertiserIds.0",
      "settings.valueMetric",
      "secrets.accessToken",
    ]);
    expect(faults.every(({ message }) => message.startsWith("must be"))).toBe(true);
  });
});
