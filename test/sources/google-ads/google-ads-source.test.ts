import { afterEach, describe, expect, test } from "vitest";

import { addDays, eachDay } from "../../../src/domain/day.ts";
import { googleAdsSource } from "../../../src/sources/google-ads/google-ads-source.ts";
import { collectingSink, readOf, weighingSink } from "../../support/collecting-sink.ts";
import { volumeTest } from "../../support/volume-test.ts";
import {
  ACCOUNT,
  CONSENT,
  googleAccount,
  openGoogle,
  RETRY,
  serviceAccount,
} from "./google-fixture.ts";

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

async function opened(given: Parameters<typeof openGoogle>[0] = {}) {
  const google = await openGoogle(given);
  end = google.end;
  const sink = collectingSink();
  return {
    ...google,
    sink,
    check: () => google.source.check(signal),
    load: (days = NOVEMBER) =>
      google.source.load({ account: ACCOUNT, days, signal }, sink).then(readOf),
  };
}

describe("a look at a Google Ads account", () => {
  test("says what the account is, and as whom it reads", async () => {
    const { check, double } = await opened({ settings: { loginCustomerId: "999-888-7777" } });
    await expect(check()).resolves.toEqual({
      accounts: [ACCOUNT],
      notes: ["Reads as the person who gave consent, through the manager account 9998887777."],
    });
    expect(double.calls.at(-1)?.headers["login-customer-id"]).toBe("9998887777");
    expect(double.calls.at(-1)?.headers).not.toHaveProperty("developer-token");
  });

  test("reads as a service account", async () => {
    const { check, double } = await opened({ secrets: serviceAccount() });
    const { notes } = await check();
    expect(notes).toEqual(["Reads as the service account bot@project.iam."]);
    const grant = new URLSearchParams(double.calls[0]?.text).get("grant_type");
    expect(grant).toBe("urn:ietf:params:oauth:grant-type:jwt-bearer");
  });

  test("notes a test account and one that is not enabled", async () => {
    const account = googleAccount({ test: true, status: "SUSPENDED" });
    const { notes } = await (await opened({ account })).check();
    expect(notes.slice(1)).toEqual([
      "It is a test account: its numbers are made up.",
      "The account is not enabled in Google Ads (SUSPENDED): nothing runs in it.",
    ]);
  });

  test("takes the settings' name, or else the id where there is no name", async () => {
    const { name: _, ...nameless } = googleAccount();
    const { source, double } = await opened({ account: nameless });
    await expect(source.check(signal)).resolves.toMatchObject({
      accounts: [{ name: "1234567890" }],
    });
    const settings = {
      customerId: "1234567890",
      baseUrl: double.url,
      tokenUrl: `${double.url}/token`,
      accountName: "Ours",
    };
    const named = googleAdsSource.open(
      { settings, secrets: CONSENT },
      { now: () => 0, retry: RETRY },
    );
    if (named.kind === "faulty") throw new Error("faulty");
    await expect(named.source.check(signal)).resolves.toMatchObject({
      accounts: [{ name: "Ours" }],
    });
    await named.source.close();
  });

  test("refuses a manager account", async () => {
    const { check } = await opened({ account: googleAccount({ manager: true }) });
    await expect(check()).rejects.toMatchObject({
      kind: "settings",
      next: holding("loginCustomerId"),
    });
  });

  test("names every fault of settings and secrets", () => {
    const given = { settings: { customerId: "12", apiVersion: "26" }, secrets: { clientId: "x" } };
    const faulty = googleAdsSource.open(given, { now: () => 0, retry: RETRY });
    expect(faulty).toMatchObject({
      kind: "faulty",
      faults: [
        { field: "settings.customerId" },
        { field: "settings.apiVersion" },
        { field: "secrets", message: holding("serviceAccount") },
      ],
    });
  });
});

describe("a load of a Google Ads account", () => {
  test("hands on campaigns and days, exactly", async () => {
    const { load, sink } = await opened();
    const outcome = await load();
    expect(
      sink.kept.map(({ campaign, day, spendMicros, conversions }) => [
        campaign,
        day,
        spendMicros,
        conversions,
      ]),
    ).toEqual([
      [0, "2026-11-01", 12_340_000n, 2.5],
      [0, "2026-11-02", 9_007_199_254_740_993n, 0],
      [0, "2026-11-03", 1_000_000n, 1],
    ]);
    expect(sink.kept[0]).toMatchObject({ impressions: 1000, clicks: 40, valueMicros: 99_990_000n });
    expect(outcome).toMatchObject({
      days: NOVEMBER,
      rows: { read: 3 },
      profile: { zone: "America/New_York" },
    });
    expect(outcome.campaigns).toEqual([
      {
        externalId: "7",
        name: "Brand",
        status: "active",
        learning: false,
        budgetKind: "daily",
        dailyBudgetMicros: 50_000_000n,
        budgetLostShare: 0.25,
      },
      {
        externalId: "8",
        name: "Idle",
        status: "paused",
        learning: false,
        budgetKind: "daily",
        dailyBudgetMicros: 1_000_000n,
      },
    ]);
  });

  test.each([
    ["explicitly shared", { shared: true }, "shared"],
    ["used by several", { references: 3 }, "shared"],
    ["a total", { period: "CUSTOM_PERIOD" as const }, "total"],
  ])("knows a budget that is %s", async (_, more, budgetKind) => {
    const budget = { id: "1", amountMicros: "5000000", ...more };
    const campaigns = [
      { id: "1", name: "One", system: "LEARNING_BUDGET_CHANGE", status: "REMOVED", budget },
    ];
    const { load } = await opened({ account: googleAccount({ campaigns }) });
    const outcome = await load();
    expect(outcome.campaigns).toEqual([
      { externalId: "1", name: "One", status: "ended", learning: true, budgetKind },
    ]);
  });

  test("asks for the lost share of the last week alone", async () => {
    const { load, double } = await opened();
    await load({ from: "2026-09-01", to: "2026-11-07" });
    expect(double.asked("search_budget_lost")).toEqual([
      holding("BETWEEN '2026-11-01' AND '2026-11-07'"),
    ]);
  });

  test("keeps days as they are where clocks change, and in a zone ahead of UTC", async () => {
    const days = Object.fromEntries(
      eachDay({ from: "2026-04-04", to: "2026-04-06" }).map((day) => [day, { costMicros: "1" }]),
    );
    const campaigns = [{ id: "1", name: "One", days }];
    const account = googleAccount({ zone: "Australia/Sydney", campaigns });
    const { load, sink } = await opened({ account });
    await load({ from: "2026-04-04", to: "2026-04-06" });
    expect(sink.kept.map(({ day }) => day)).toEqual(["2026-04-04", "2026-04-05", "2026-04-06"]);
  });

  test("has nothing where nothing ran", async () => {
    const { load } = await opened({ account: googleAccount({ campaigns: [] }) });
    await expect(load()).resolves.toMatchObject({
      campaigns: [],
      rows: { read: 0 },
      days: NOVEMBER,
    });
  });

  test("goes on with a new token where the old one ends in the middle", async () => {
    const { load, double } = await opened();
    let asked = 0;
    double.intercept = ({ text }) => {
      if (text.includes("segments.date, metrics.impressions") && (asked += 1) === 2)
        double.tokens.clear();
      return undefined;
    };
    const outcome = await load({ from: "2026-06-01", to: "2026-11-07" });
    expect(outcome.rows.read).toBe(3);
    expect(double.calls.filter(({ path }) => path === "/token")).toHaveLength(2);
    expect(double.asked("segments.date, metrics.impressions")).toHaveLength(3);
  });

  volumeTest(
    "streams two years of a thousand campaigns through a small heap",
    async () => {
      const { source, double } = await opened();
      double.rows = function* (from, to) {
        for (const day of eachDay({ from, to })) {
          for (let id = 0; id < 1000; id += 1) {
            yield `{"campaign":{"resourceName":"customers/1234567890/campaigns/${id}","id":"${id}"},"metrics":{"clicks":"12","conversionsValue":123.45,"conversions":1.5,"costMicros":"12345678","impressions":"1234"},"segments":{"date":"${day}"}}`;
          }
        }
      };
      const days = { from: addDays("2026-11-07", -729), to: "2026-11-07" };
      const sink = weighingSink();
      const outcome = readOf(await source.load({ account: ACCOUNT, days, signal }, sink));
      expect(outcome.rows.read).toBe(730_000);
      expect(outcome.totals.spendMicros).toBe(730_000n * 12_345_678n);
      expect(sink.grown()).toBeLessThan(30e6);
    },
    LONG_MS,
  );
});
