import { afterEach, describe, expect, test } from "vitest";

import { awinSource } from "../../../src/sources/awin/awin-source.ts";
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
import { awinDouble, type AwinState, between, transaction } from "./awin-double.ts";

const ACCOUNT = {
  externalId: "7052",
  platform: "awin",
  name: "Acme",
  currency: "GBP",
  zone: "Europe/London",
} as const;
const DAYS = { from: "2026-10-25", to: "2026-11-01" };
const signal = new AbortController().signal;

let server: (ApiServer & { faults: ScriptedAnswer[] }) | undefined;
afterEach(() => server?.close());

async function source(change: Partial<AwinState> = {}, settings: Record<string, unknown> = {}) {
  server = await withFaults(
    awinDouble({
      token: "good",
      accounts: [
        { accountId: 7052, accountName: "Acme", accountType: "advertiser", userRole: "owner" },
        { accountId: 189069, accountName: "Deals", accountType: "publisher", userRole: "owner" },
      ],
      programmes: [{ id: 7052, name: "Acme UK" }],
      transactions: between([transaction()]),
      ...change,
    }),
  );
  const opened = openSource(awinSource, {
    settings: {
      accountId: 7052,
      currency: "GBP",
      zone: "Europe/London",
      baseUrl: server.url,
      callsPerMinute: 1e9,
      ...settings,
    },
    secrets: { token: "good" },
  });
  return { opened, server };
}

describe("Awin", () => {
  test("checks the account and with what rights it is read", async () => {
    const { opened } = await source();
    const { accounts, notes } = await opened.check(signal);
    expect(accounts).toEqual([ACCOUNT]);
    expect(notes[0]).toContain("owner");
  });

  test("loads commission as spend and sales as value; what is declined tells its day with zero", async () => {
    const transactions = between([
      transaction(),
      transaction({ commissionStatus: "approved" }),
      transaction({ commissionStatus: "declined", publisherId: 2, siteName: "Coupons" }),
      transaction({ type: "Bonus", saleAmount: { amount: 0, currency: "GBP" } }),
    ]);
    const { opened } = await source({ transactions });
    const { campaigns, facts, outcome } = await loaded(opened, ACCOUNT, DAYS);
    expect(outcome.days).toEqual(DAYS);
    expect(facts.get("189069 2026-11-01")).toEqual({
      spendMicros: 16_770_000n,
      impressions: 0,
      clicks: 0,
      conversions: 2,
      valueMicros: 111_920_000n,
    });
    expect(facts.get("2 2026-11-01")).toMatchObject({ spendMicros: 0n, conversions: 0 });
    expect(campaigns.get("2")).toEqual({
      externalId: "2",
      name: "Coupons",
      pricing: "revenue_share",
    });
  });

  test("takes a publisher's programmes for campaigns", async () => {
    const { opened } = await source({}, { side: "publisher", accountId: 189069, pricing: "cpa" });
    const { accounts } = await opened.check(signal);
    const { campaigns } = await loaded(opened, { ...ACCOUNT, externalId: "189069" }, DAYS);
    expect(accounts[0]?.name).toBe("Deals");
    expect(campaigns.get("7052")).toEqual({ externalId: "7052", name: "Acme UK", pricing: "cpa" });
  });

  test.each([
    ["Asia/Tokyo", "2026-10-31T15:30:00", "2026-11-01"],
    ["Europe/London", "2026-10-24T23:30:00", "2026-10-25"],
    // The 25th had 25 hours.
    ["Europe/London", "2026-10-25T23:30:00", "2026-10-25"],
    ["America/New_York", "2026-11-02T04:30:00", "2026-11-01"],
  ])("puts a sale on the day of the zone: %s, %s", async (zone, transactionDate, day) => {
    const { opened } = await source({ transactions: between([transaction({ transactionDate })]) });
    const { facts } = await loaded(opened, { ...ACCOUNT, zone }, DAYS);
    expect([...facts.keys()]).toEqual([`189069 ${day}`]);
  });

  test("never adds another currency", async () => {
    const other = transaction({
      commissionAmount: { amount: 9, currency: "EUR" },
      saleAmount: { amount: 90, currency: "EUR" },
    });
    const transactions = between([transaction(), other]);
    const { opened } = await source({ transactions });
    await expect(loaded(opened, ACCOUNT, DAYS)).rejects.toMatchObject({ kind: "settings" });
    await server?.close();
    const lenient = await source({ transactions }, { otherCurrencies: "leave_out" });
    const { facts, outcome } = await loaded(lenient.opened, ACCOUNT, DAYS);
    expect(facts.get("189069 2026-11-01")?.spendMicros).toBe(5_590_000n);
    expect(outcome.warnings).toEqual(["1 commission in EUR was left out: the account is in GBP."]);
  });

  volumeTest("reads two years and 400,000 transactions as they come", async () => {
    function* many(from: number, to: number) {
      const row = transaction();
      for (let at = from; at <= to; at += 158_000) {
        yield {
          ...row,
          publisherId: ((at / 158_000) % 1_000) | 0,
          transactionDate: new Date(at).toISOString().slice(0, 19),
        };
      }
    }
    const { opened, server: double } = await source({ transactions: many });
    const long = await measured(opened, ACCOUNT, { from: "2024-11-01", to: "2026-10-31" });
    expect(long.rows).toBeGreaterThan(390_000);
    expect(long.grown).toBeLessThan(30e6);
    expect(double.calls).toHaveLength(25);
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

  test.each([
    ["an ended token", [{ status: 401, body: { description: "Invalid token" } }], "credentials"],
    ["a missing right", [{ status: 403, body: {} }], "rights"],
    ["limits that last", lasting({ status: 429 }), "limited"],
    ["500s that last", lasting({ status: 500 }), "unreachable"],
    ["no JSON", [{ body: "<html>" }], "malformed"],
    ["another form", [{ body: [{ id: 1 }] }], "malformed"],
    ["a list that ends early", [{ body: '[{"id":1' }], "malformed"],
    [
      "an answer that breaks off",
      lasting({ body: "[", headers: { "content-length": "99" }, cut: true }),
      "unreachable",
    ],
  ])("says what to do about %s", async (_, faults, kind) => {
    const { opened, server: double } = await source();
    double.faults.push(...faults);
    const failed = loaded(opened, ACCOUNT, DAYS);
    await expect(failed).rejects.toMatchObject({ kind });
    await expect(failed).rejects.toHaveProperty("next", expect.stringMatching(/\.$/));
  });

  test("has no rights where the user does not see the account", async () => {
    const { opened } = await source({ accounts: [] });
    await expect(opened.check(signal)).rejects.toMatchObject({ kind: "rights" });
  });

  test("names every wrong setting", () => {
    const faults = faultsOf(awinSource, {
      settings: { accountId: "x", side: "brand", currency: "pounds", zone: "+01:00" },
      secrets: {},
    });
    expect(faults.map(({ field }) => field).toSorted()).toEqual([
      "secrets.token",
      "settings.accountId",
      "settings.currency",
      "settings.side",
      "settings.zone",
    ]);
    expect(faults.every(({ message }) => message.startsWith("must be"))).toBe(true);
  });
});
