import { afterEach, describe, expect, test } from "vitest";

import { addDays, eachDay } from "../../../src/domain/day.ts";
import { metaAdsSource } from "../../../src/sources/meta-ads/meta-ads-source.ts";
import { collectingSink, readOf, weighingSink } from "../../support/collecting-sink.ts";
import { volumeTest } from "../../support/volume-test.ts";
import { ACCOUNT, metaAccount, openMeta, RETRY } from "./meta-fixture.ts";

const { signal } = new AbortController();
/** For 730,000 rows on a machine that is busy otherwise. */
const LONG_MS = 600_000;
const NOVEMBER = { from: "2026-11-01", to: "2026-11-07" };
const holding = (part: string): unknown => expect.stringContaining(part);

let end: (() => Promise<void>) | undefined;
afterEach(async () => {
  await end?.();
  end = undefined;
});

async function opened(given: Parameters<typeof openMeta>[0] = {}) {
  const meta = await openMeta(given);
  end = meta.end;
  const sink = collectingSink();
  return {
    ...meta,
    sink,
    check: () => meta.source.check(signal),
    load: (days = NOVEMBER) =>
      meta.source.load({ account: ACCOUNT, days, signal }, sink).then(readOf),
  };
}

describe("a look at a Meta ad account", () => {
  test("says what the account is and what the token may do", async () => {
    const { check } = await opened();
    await expect(check()).resolves.toEqual({
      accounts: [ACCOUNT],
      notes: [
        "It may read, and not change budgets (ads_read).",
        'A conversion is "purchase", within 7d_click and 1d_view.',
      ],
    });
  });

  test("asks for one action where none is chosen, and names those seen", async () => {
    const { check } = await opened({ settings: { actionType: undefined } });
    const { notes } = await check();
    expect(notes.at(-1)).toContain("offsite_conversion.fb_pixel_purchase (9), purchase (3)");
  });

  test("notes an account that does not run", async () => {
    const account = metaAccount({ account_status: 3, permissions: { ads_management: "granted" } });
    const { notes } = await (await opened({ account })).check();
    expect(notes.slice(0, 2)).toEqual([
      "It may read, and change budgets (ads_management).",
      "The ad account is unsettled: a payment is missing.",
    ]);
  });

  test("refuses a token without rights", async () => {
    const { check } = await opened({ account: metaAccount({ permissions: {} }) });
    await expect(check()).rejects.toMatchObject({ kind: "rights", next: holding("ads_read") });
  });

  test("proves that the app asks, where it has a secret", async () => {
    const { check, double } = await opened({ secrets: { appSecret: "shh" } });
    double.appSecret = "shh";
    await expect(check()).resolves.toMatchObject({ accounts: [ACCOUNT] });
    expect(double.calls.every(({ query }) => !query.has("access_token"))).toBe(true);
  });

  test.each([
    [["7d_view"], "2026-01-12"],
    [["28d_view"], "2026-01-12"],
    [["2d_click"], "must be one of"],
    [["1d_click", "7d_click"], "one click window"],
    [["1d_view", "1d_view"], "twice"],
  ])("refuses the windows %j", (attributionWindows, message) => {
    const settings = { accountId: "42", attributionWindows };
    const given = { settings, secrets: { accessToken: "x" } };
    expect(metaAdsSource.open(given, { now: () => 0, retry: RETRY })).toMatchObject({
      kind: "faulty",
      faults: [{ field: holding("settings.attributionWindows"), message: holding(message) }],
    });
  });
});

describe("a load of a Meta ad account", () => {
  test("hands on campaigns and days, exactly", async () => {
    const { load, sink } = await opened();
    const outcome = await load();
    expect(sink.kept).toEqual([
      {
        campaign: 0,
        day: "2026-11-01",
        spendMicros: 12_340_000n,
        impressions: 1000,
        clicks: 40,
        conversions: 3.5,
        valueMicros: 30_500_000n,
      },
      expect.objectContaining({ campaign: 0, day: "2026-11-02", spendMicros: 100_000n, clicks: 0 }),
      expect.objectContaining({ campaign: 3, day: "2026-11-02", conversions: 0 }),
    ]);
    expect(outcome.days).toEqual(NOVEMBER);
    expect(outcome.campaigns).toEqual([
      {
        externalId: "7",
        name: "Brand",
        status: "active",
        learning: true,
        budgetKind: "daily",
        dailyBudgetMicros: 50_000_000n,
      },
      { externalId: "8", name: "Idle", status: "paused", budgetKind: "total" },
      { externalId: "9", name: "Old", status: "ended", budgetKind: "ad_sets" },
      { externalId: "6", name: "Deleted", status: "ended" },
    ]);
  });

  test.each([
    ["all clicks", { clicks: "all" }, { clicks: 90 }],
    [
      "one window",
      { attributionWindows: ["1d_view"] },
      { conversions: 1.5, valueMicros: 10_000_000n },
    ],
    [
      "a window without anything",
      { attributionWindows: ["1d_ev"] },
      { conversions: 0, valueMicros: 0n },
    ],
    ["another action", { actionType: "offsite_conversion.fb_pixel_purchase" }, { conversions: 9 }],
    ["no action", { actionType: undefined }, { conversions: 0, valueMicros: 0n }],
  ])("counts %s where the settings say so", async (_, settings, row) => {
    const { load, sink } = await opened({ settings });
    await load();
    expect(sink.kept[0]).toMatchObject(row);
  });

  test.each([
    ["JPY", 5_000_000_000n],
    ["IDR", 5_000_000_000n],
    ["EUR", 50_000_000n],
    ["BHD", 50_000_000n],
  ])("reads a budget in %s in Meta's units", async (currency, dailyBudgetMicros) => {
    const { source, sink } = await opened();
    const account = { ...ACCOUNT, currency };
    const outcome = readOf(await source.load({ account, days: NOVEMBER, signal }, sink));
    expect(outcome.campaigns[0]).toMatchObject({ dailyBudgetMicros });
  });

  const adSet = { id: "70", campaign_id: "7", name: "A", daily_budget: "700" };
  const off = { ...adSet, id: "71", effective_status: "PAUSED" };
  const total = { id: "70", campaign_id: "7", name: "A", lifetime_budget: "900" };
  test.each([
    [
      "its only active ad set",
      [adSet, off],
      { budgetKind: "daily", dailyBudgetMicros: 7_000_000n },
    ],
    ["none where several are active", [adSet, { ...adSet, id: "72" }], { budgetKind: "ad_sets" }],
    ["none where none is active", [off], { budgetKind: "ad_sets" }],
    ["none where that has a total", [total], { budgetKind: "total" }],
  ])("takes the budget of %s for that of a campaign without", async (_, adSets, budget) => {
    const campaigns = [{ id: "7", name: "One" }];
    const { source, load } = await opened({ account: metaAccount({ campaigns, adSets }) });
    const { campaigns: found } = await load();
    const one = { externalId: "7", name: "One", status: "active" };
    expect(found[0]).toEqual({ ...one, ...budget });

    const live = await source.budgets?.read({ accountId: "42", campaignId: "7" }, signal);
    const micros = found[0]?.dailyBudgetMicros;
    expect(live).toMatchObject(
      micros === undefined ? { kind: "unfit" } : { kind: "daily", micros, ref: "70" },
    );
  });

  test("follows the pages, with the token in the header alone", async () => {
    const { load, double } = await opened();
    double.pageRows = 1;
    await expect(load()).resolves.toMatchObject({ rows: { read: 3 } });
    const insights = double.calls.filter(({ path }) => path.endsWith("/insights"));
    expect(insights.map(({ query }) => query.get("after"))).toEqual([null, "1", "2"]);
    expect(insights[0]?.query.get("limit")).toBe("500");
  });

  test("does not take its token elsewhere", async () => {
    const { load, double } = await opened();
    const body = { data: [], paging: { next: "https://elsewhere.example/next" } };
    double.intercept = ({ path }) => (path.endsWith("/insights") ? { body } : undefined);
    await expect(load()).rejects.toMatchObject({
      kind: "malformed",
      message: holding("elsewhere"),
    });
  });

  test("keeps days as they are where clocks change", async () => {
    const range = { from: "2026-03-28", to: "2026-03-30" };
    const row = { campaign_id: "7", spend: "1", impressions: "1" };
    const days = Object.fromEntries(eachDay(range).map((day) => [day, [row]]));
    const { load, sink } = await opened({ account: metaAccount({ days }) });
    await load(range);
    expect(sink.kept.map(({ day }) => day)).toEqual(eachDay(range));
  });

  test("leaves a day out that Meta has not begun, and says so", async () => {
    const { load, double } = await opened();
    double.newest = "2026-11-06";
    const outcome = await load();
    expect(outcome.days).toEqual({ from: "2026-11-01", to: "2026-11-06" });
    expect(outcome.rows.read).toBe(3);
  });

  test("waits for a day that Meta has not begun where no other was asked for", async () => {
    const { load, double } = await opened();
    double.newest = "2026-11-24";
    await expect(load({ from: "2026-11-25", to: "2026-11-25" })).rejects.toMatchObject({
      kind: "limited",
      afterMs: 12 * 3_600_000,
    });
  });

  volumeTest(
    "reads two years of a thousand campaigns from reports with a small heap",
    async () => {
      const campaigns = Array.from({ length: 1000 }, (_, id) => ({
        id: String(id),
        name: `C${id}`,
      }));
      const { source, double } = await opened({ account: metaAccount({ campaigns, adSets: [] }) });
      const actions = [{ action_type: "purchase", value: "3", "7d_click": "2", "1d_view": "1" }];
      double.long = {
        perDay: 1000,
        row: (index) => ({ campaign_id: String(index), spend: "1.23", impressions: "9", actions }),
      };
      const days = { from: addDays("2026-11-07", -729), to: "2026-11-07" };
      const sink = weighingSink();
      const outcome = readOf(await source.load({ account: ACCOUNT, days, signal }, sink));
      expect(outcome.rows.read).toBe(730_000);
      expect(outcome.totals).toMatchObject({
        spendMicros: 730_000n * 1_230_000n,
        conversions: 2_190_000,
      });
      expect(sink.grown()).toBeLessThan(30e6);
    },
    LONG_MS,
  );
});
