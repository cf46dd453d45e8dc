import { afterEach, describe, expect, test } from "vitest";

import { linkedinAdsSource } from "../../../src/sources/linkedin-ads/linkedin-ads-source.ts";
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
import { linkedinDouble, type LinkedinState, refused } from "./linkedin-double.ts";

const ACCOUNT = {
  externalId: "512345678",
  platform: "linkedin_ads",
  name: "Acme",
  currency: "EUR",
  zone: "Etc/UTC",
} as const;
const DAY = { from: "2026-11-01", to: "2026-11-01" };
const signal = new AbortController().signal;

let server: (ApiServer & { faults: ScriptedAnswer[] }) | undefined;
afterEach(() => server?.close());

function stateOf(change: Partial<LinkedinState> = {}): LinkedinState {
  return {
    token: "good",
    versions: ["202607"],
    accounts: [{ id: 512345678, name: "Acme", currency: "EUR", status: "ACTIVE" }],
    campaigns: [
      {
        id: 301,
        name: "Directors",
        status: "ACTIVE",
        costType: "CPC",
        dailyBudget: { amount: "50.00", currencyCode: "EUR" },
        totalBudget: { amount: "9000", currencyCode: "EUR" },
      },
      {
        id: 302,
        name: "Webinar",
        status: "COMPLETED",
        costType: "CPM",
        totalBudget: { amount: "900", currencyCode: "EUR" },
      },
      { id: 303, name: "Film", status: "PAUSED", costType: "CPV" },
    ],
    reported: ["301"],
    metrics: () => ({
      costInLocalCurrency: "12.3456789",
      impressions: 500,
      clicks: 7,
      externalWebsiteConversions: 2,
      conversionValueInLocalCurrency: "80.5",
      oneClickLeads: 3,
    }),
    ...change,
  };
}

async function source(change: Partial<LinkedinState> = {}, settings: Record<string, unknown> = {}) {
  server = await withFaults(linkedinDouble(stateOf(change)));
  const opened = openSource(linkedinAdsSource, {
    settings: { accountIds: [512345678], baseUrl: server.url, ...settings },
    secrets: { accessToken: "good" },
  });
  return { opened, server };
}

describe("LinkedIn Ads", () => {
  test("checks the account, and says that its days are UTC's", async () => {
    const { opened } = await source();
    const { accounts, notes } = await opened.check(signal);
    expect(accounts).toEqual([ACCOUNT]);
    expect(notes.join(" ")).toContain("UTC");
  });

  test("loads campaigns, what they pay for, budgets and days", async () => {
    const { opened } = await source();
    const { campaigns, facts, outcome } = await loaded(opened, ACCOUNT, DAY);
    expect(outcome.profile).toMatchObject({ currency: "EUR", zone: "Etc/UTC", grain: "day" });
    expect([...facts]).toEqual([
      [
        "301 2026-11-01",
        {
          spendMicros: 12_345_679n,
          impressions: 500,
          clicks: 7,
          conversions: 2,
          valueMicros: 80_500_000n,
        },
      ],
    ]);
    expect(campaigns.get("301")).toEqual({
      externalId: "301",
      name: "Directors",
      status: "active",
      pricing: "cpc",
      budgetKind: "daily",
      dailyBudgetMicros: 50_000_000n,
    });
    expect(campaigns.get("302")).toMatchObject({
      status: "ended",
      pricing: "cpm",
      budgetKind: "total",
    });
    expect(campaigns.get("303")).toEqual({ externalId: "303", name: "Film", status: "paused" });
  });

  test.each([
    ["externalWebsiteConversions", 2],
    ["oneClickLeads", 3],
    ["both", 5],
  ])("counts %s where the settings say so", async (conversions, expected) => {
    const { opened } = await source({}, { conversions });
    const { facts } = await loaded(opened, ACCOUNT, DAY);
    expect(facts.get("301 2026-11-01")?.conversions).toBe(expected);
  });

  test("reads campaigns page by page", async () => {
    const campaigns = Array.from({ length: 2_500 }, (_, id) => ({ id, name: `C${id}` }));
    const { opened, server: double } = await source({ campaigns, reported: [] });
    const { outcome } = await loaded(opened, ACCOUNT, DAY);
    expect(outcome.campaigns).toHaveLength(2_500);
    expect(double.calls.filter(({ path }) => path.endsWith("adCampaigns"))).toHaveLength(3);
  });

  volumeTest(
    "loses no row of two years of a thousand campaigns, though an answer holds 15,000",
    async () => {
      const reported = Array.from({ length: 1_000 }, (_, index) => String(50_000 + index));
      const { opened } = await source({ reported, campaigns: [] });
      const long = await measured(opened, ACCOUNT, { from: "2024-11-01", to: "2026-10-31" });
      expect(long.rows).toBe(730_000);
      expect(long.grown).toBeLessThan(30e6);
    },
  );

  test("does not trust one day that fills an answer", async () => {
    const reported = Array.from({ length: 15_000 }, (_, index) => String(50_000 + index));
    const { opened } = await source({ reported });
    await expect(loaded(opened, ACCOUNT, DAY)).rejects.toMatchObject({ kind: "malformed" });
  });

  test.each([
    ["429 with Retry-After", { status: 429, headers: { "retry-after": "0" } }],
    ["429 without", { status: 429 }],
    ["status 500", { status: 500, body: "oh" }],
  ])("goes on after %s", async (_, fault) => {
    const { opened, server: double } = await source();
    double.faults.push(fault);
    await expect(opened.check(signal)).resolves.toMatchObject({ accounts: [ACCOUNT] });
  });

  const EXPIRED = refused(401, "EXPIRED_ACCESS_TOKEN", "The token has expired");
  test.each([
    ["an ended token", [EXPIRED], "credentials"],
    ["a missing right", [refused(403, "ACCESS_DENIED", "Not enough permissions")], "rights"],
    ["an ended version", [refused(426, "NONEXISTENT_VERSION", "not active")], "settings"],
    ["limits that last", lasting({ status: 429 }), "limited"],
    ["500s that last", lasting({ status: 500 }), "unreachable"],
    ["no JSON", [{ body: "<html>" }], "malformed"],
    ["another form", [{ body: { id: 1 } }], "malformed"],
    [
      "an answer that breaks off",
      lasting({ body: '{"id":', headers: { "content-length": "99" }, cut: true }),
      "unreachable",
    ],
  ])("says what to do about %s", async (_, faults, kind) => {
    const { opened, server: double } = await source();
    double.faults.push(...faults);
    const failed = opened.check(signal);
    await expect(failed).rejects.toMatchObject({ kind });
    await expect(failed).rejects.toHaveProperty("next", expect.stringMatching(/\.$/));
  });

  test("has no rights where the member does not see the account", async () => {
    const { opened } = await source({ accounts: [] });
    await expect(opened.check(signal)).rejects.toMatchObject({ kind: "rights", requestId: "u1" });
    await expect(loaded(opened, ACCOUNT, DAY)).rejects.toMatchObject({ kind: "rights" });
  });

  test("never takes a missing cost for zero", async () => {
    const { opened } = await source({ metrics: () => ({ impressions: 5 }) });
    await expect(loaded(opened, ACCOUNT, DAY)).rejects.toMatchObject({ kind: "malformed" });
  });

  test("names every wrong setting", () => {
    const faults = faultsOf(linkedinAdsSource, {
      settings: { accountIds: [], conversions: "leads", version: "v2", baseUrl: "nowhere" },
      secrets: { accessToken: " " },
    });
    expect(faults.map(({ field }) => field)).toEqual([
      "settings.accountIds",
      "settings.conversions",
      "settings.version",
      "settings.baseUrl",
      "secrets.accessToken",
    ]);
    expect(faults.every(({ message }) => message.startsWith("must be"))).toBe(true);
  });
});
