import { zipSync } from "fflate";
import { afterEach, describe, expect, test } from "vitest";

import { isZone } from "../../../src/domain/day.ts";
import { microsoftAdsSource } from "../../../src/sources/microsoft-ads/microsoft-ads-source.ts";
import {
  MICROSOFT_ZONES,
  microsoftNameOf,
  zoneOfMicrosoft,
} from "../../../src/sources/microsoft-ads/microsoft-zones.ts";
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
import {
  fault,
  microsoftDouble,
  microsoftSettings,
  type MicrosoftState,
  microsoftState,
} from "./microsoft-double.ts";

const ACCOUNT = {
  externalId: "9001",
  platform: "microsoft_ads",
  name: "Acme",
  currency: "AUD",
  zone: "Australia/Sydney",
} as const;
const DAYS = { from: "2026-10-03", to: "2026-10-04" };
const signal = new AbortController().signal;

let server: (ApiServer & { faults: ScriptedAnswer[] }) | undefined;
afterEach(() => server?.close());

function row(change: Record<string, string> = {}): Record<string, string> {
  return {
    CampaignId: "81",
    CampaignName: 'Brand, "exact"\nnew',
    CampaignStatus: "Active",
    CurrencyCode: "AUD",
    Impressions: "1200",
    Clicks: "30",
    Spend: "45.67",
    Conversions: "2.5",
    Revenue: "",
    ...change,
  };
}

async function source(change: Partial<MicrosoftState> = {}) {
  const state = microsoftState({
    campaigns: [
      { Id: "81", Name: "Brand", Status: "Active", DailyBudget: 50, BudgetId: null },
      { Id: "82", Name: "Shared", Status: "Paused", DailyBudget: 80.5, BudgetId: "700" },
    ],
    rows: () => [row()],
    pending: 2,
    ...change,
  });
  const started = await withFaults(microsoftDouble(state, () => started.url));
  server = started;
  const given = {
    settings: microsoftSettings(started.url),
    secrets: { developerToken: "dev", refreshToken: "good" },
  };
  return { opened: openSource(microsoftAdsSource, given), server: started, state };
}

describe("Microsoft Ads", () => {
  test("checks the account, its currency and its zone, and says what a refresh token is worth", async () => {
    const { opened } = await source();
    const { accounts, notes } = await opened.check(signal);
    expect(accounts).toEqual([ACCOUNT]);
    expect(notes.join(" ")).toContain("refresh token");
  });

  test("asks for a report, waits for it and reads its file", async () => {
    const {
      opened,
      server: double,
      state,
    } = await source({
      rows: () => [
        row(),
        row({ CampaignId: "83", CampaignName: "Gone", CampaignStatus: "Deleted" }),
      ],
    });
    const { campaigns, facts, outcome } = await loaded(opened, ACCOUNT, DAYS);
    // The 4th had 23 hours in Sydney.
    expect([...facts.keys()]).toEqual([
      "81 2026-10-03",
      "83 2026-10-03",
      "81 2026-10-04",
      "83 2026-10-04",
    ]);
    expect(facts.get("81 2026-10-04")).toEqual({
      spendMicros: 45_670_000n,
      impressions: 1200,
      clicks: 30,
      conversions: 2.5,
      valueMicros: 0n,
    });
    expect(campaigns.get("81")).toEqual({
      externalId: "81",
      name: "Brand",
      status: "active",
      budgetKind: "daily",
      dailyBudgetMicros: 50_000_000n,
    });
    expect(campaigns.get("82")).toMatchObject({ status: "paused", budgetKind: "shared" });
    expect(campaigns.get("83")).toEqual({ externalId: "83", name: "Gone", status: "ended" });
    expect(outcome.warnings).toEqual([]);
    expect(state.requests[0]).toMatchObject({
      Scope: { AccountIds: ["9001"] },
      Time: { ReportTimeZone: "CanberraMelbourneSydney" },
    });
    const paths = double.calls.map(({ path }) => path);
    expect(paths.filter((path) => path.endsWith("Poll"))).toHaveLength(3);
    expect(paths.filter((path) => path.endsWith("token"))).toHaveLength(1);
    expect(double.calls.at(-1)?.headers.authorization).toBeUndefined();
  });

  test("warns where Microsoft has not counted everything yet", async () => {
    const { opened } = await source({ incomplete: true });
    const { outcome } = await loaded(opened, ACCOUNT, DAYS);
    expect(outcome.warnings).toHaveLength(1);
    expect(outcome.warnings[0]).toContain("not counted");
  });

  volumeTest("reads a long report as it is unpacked", async () => {
    const rows = Array.from({ length: 1_000 }, (_, index) => row({ CampaignId: `${100 + index}` }));
    const { opened } = await source({ rows: () => rows });
    const { rows: read } = await measured(opened, ACCOUNT, {
      from: "2026-01-01",
      to: "2026-03-31",
    });
    expect(read).toBe(90_000);
  });

  test("never adds another currency", async () => {
    const { opened } = await source({ rows: () => [row({ CurrencyCode: "USD" })] });
    await expect(loaded(opened, ACCOUNT, DAYS)).rejects.toMatchObject({ kind: "settings" });
  });

  test("never takes an unreadable spend for zero", async () => {
    const { opened } = await source({ rows: () => [row({ Spend: "" })] });
    await expect(loaded(opened, ACCOUNT, DAYS)).rejects.toMatchObject({ kind: "malformed" });
  });

  test("has an empty load where there is nothing to report", async () => {
    const { opened, server: double } = await source({ pending: 0 });
    const empty = { body: { ReportRequestStatus: { Status: "Success", ReportDownloadUrl: null } } };
    double.faults.push(
      { body: { access_token: "access-1", expires_in: 3600 } },
      { body: { Campaigns: [] } },
      { body: { ReportRequestId: "r1" } },
      empty,
    );
    const { outcome } = await loaded(opened, ACCOUNT, DAYS);
    expect(outcome.rows.read).toBe(0);
    expect(outcome.days).toEqual(DAYS);
  });

  test.each([
    ["429 with Retry-After", { status: 429, headers: { "retry-after": "0" } }],
    ["429 without", { status: 429 }],
    ["status 500", { status: 500, body: "oh" }],
  ])("goes on after %s", async (_, passing) => {
    const { opened, server: double } = await source();
    double.faults.push(passing);
    await expect(opened.check(signal)).resolves.toMatchObject({ accounts: [ACCOUNT] });
  });

  test.each([
    ["a missing right", [fault(106, "Not authorized")], "rights"],
    ["an ended access token", [fault(109, "Token expired")], "credentials"],
    ["too many calls", [fault(117, "Call rate exceeded")], "limited"],
    ["limits that last", lasting({ status: 429 }), "limited"],
    ["500s that last", lasting({ status: 500 }), "unreachable"],
    ["another account's id", [fault(2027, "Invalid account")], "settings"],
    ["no JSON", [{ body: "<html>" }], "malformed"],
    ["another form", [{ body: { Account: {} } }], "malformed"],
    [
      "an answer that breaks off",
      lasting({ body: "{", headers: { "content-length": "99" }, cut: true }),
      "unreachable",
    ],
  ])("says what to do about %s", async (_, faults, kind) => {
    const { opened, server: double } = await source();
    double.faults.push({ body: { access_token: "access-1", expires_in: 3600 } }, ...faults);
    const failed = opened.check(signal);
    await expect(failed).rejects.toMatchObject({ kind });
    await expect(failed).rejects.toHaveProperty("next", expect.stringMatching(/\.$/));
  });

  test("asks for a new refresh token where it has ended", async () => {
    const { opened } = await source({ refreshTokens: ["another"] });
    const failed = opened.check(signal);
    await expect(failed).rejects.toMatchObject({ kind: "credentials" });
    await expect(failed).rejects.toHaveProperty("next", expect.stringContaining("refresh token"));
  });

  test.each([
    ["no zip", { body: "CampaignId,Spend" }],
    ["half a zip", { body: Buffer.from(zipSync({ a: new Uint8Array(9_000) })).subarray(0, 40) }],
    ["a zip without a report", { body: Buffer.from(zipSync({ a: new Uint8Array(9) })) }],
  ])("refuses %s", async (_, file) => {
    const { opened } = await source({ file });
    await expect(loaded(opened, ACCOUNT, DAYS)).rejects.toMatchObject({ kind: "malformed" });
  });

  test("knows a zone of this machine for each of Microsoft's, and the way back", () => {
    expect(MICROSOFT_ZONES).toHaveLength(75);
    for (const name of MICROSOFT_ZONES) {
      const zone = zoneOfMicrosoft(name) ?? "";
      expect(isZone(zone)).toBe(true);
      expect(microsoftNameOf(zone)).toBe(name);
    }
  });

  test("names every wrong setting", () => {
    const faults = faultsOf(microsoftAdsSource, { settings: { accountIds: ["x"] }, secrets: {} });
    expect(faults.map(({ field }) => field).toSorted()).toEqual([
      "secrets.developerToken",
      "secrets.refreshToken",
      "settings.accountIds.0",
      "settings.clientId",
      "settings.customerId",
    ]);
  });
});
