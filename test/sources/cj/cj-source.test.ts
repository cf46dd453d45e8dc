import { afterEach, describe, expect, test } from "vitest";

import { cjSource } from "../../../src/sources/cj/cj-source.ts";
import type { ApiServer, ScriptedAnswer } from "../../support/api-server.ts";
import { faultsOf, lasting, loaded, openSource, withFaults } from "../../support/live-source.ts";
import { cjDouble, type CjState, correction, record } from "./cj-double.ts";

const ACCOUNT = {
  externalId: "1234567",
  platform: "cj",
  name: "CJ 1234567",
  currency: "USD",
  zone: "America/Los_Angeles",
} as const;
const DAYS = { from: "2026-10-31", to: "2026-11-02" };
const signal = new AbortController().signal;

let server: (ApiServer & { faults: ScriptedAnswer[] }) | undefined;
afterEach(() => server?.close());

async function source(change: Partial<CjState> = {}, settings: Record<string, unknown> = {}) {
  server = await withFaults(
    cjDouble({ token: "good", companies: ["1234567"], records: [record()], limit: 100, ...change }),
  );
  const opened = openSource(cjSource, {
    settings: {
      companyId: "1234567",
      currency: "USD",
      zone: "America/Los_Angeles",
      baseUrl: server.url,
      ...settings,
    },
    secrets: { token: "good" },
  });
  return { opened, server };
}

const totals = (spend: bigint, conversions: number, value: bigint) => ({
  spendMicros: spend,
  impressions: 0,
  clicks: 0,
  conversions,
  valueMicros: value,
});

describe("CJ", () => {
  test("checks the company by asking for its newest commissions", async () => {
    const { opened } = await source();
    await expect(opened.check(signal)).resolves.toMatchObject({ accounts: [ACCOUNT] });
  });

  test.each([
    ["an original", [record()], totals(10_000_000n, 1, 100_000_000n)],
    ["half of it returned", [record(), correction(0.5)], totals(5_000_000n, 1, 50_000_000n)],
    ["all of it returned", [record(), correction(1)], totals(0n, 0, 0n)],
    ["a declined one", [record({ validationStatus: "DECLINED" })], totals(0n, 0, 0n)],
    ["a bonus", [record({ actionType: "bonus", saleAmountUsd: null })], totals(10_000_000n, 0, 0n)],
    [
      "a lead without a sale",
      [record({ actionType: "sim_lead", saleAmountUsd: "0" })],
      totals(10_000_000n, 1, 0n),
    ],
  ])("settles %s", async (_, records, expected) => {
    const { opened } = await source({ records });
    const { facts } = await loaded(opened, ACCOUNT, DAYS);
    expect([...facts]).toEqual([["55 2026-11-01", expected]]);
  });

  test("says what a publisher is paid by: leads by the network's word, sales by the setting", async () => {
    const lead = record({
      commissionId: "102",
      originalActionId: "a2",
      publisherId: "56",
      actionType: "item_lead",
    });
    const { opened } = await source({ records: [record(), lead] }, { pricing: "cpa" });
    const { campaigns } = await loaded(opened, ACCOUNT, DAYS);
    expect(campaigns.get("55")).toMatchObject({ name: "Deals", pricing: "cpa" });
    expect(campaigns.get("56")).toMatchObject({ pricing: "cpl" });
  });

  test("takes the account's own currency where it is not dollars, and never another's for it", async () => {
    const { opened } = await source({}, { currency: "EUR" });
    const euro = { ...ACCOUNT, currency: "EUR" };
    const { facts } = await loaded(opened, euro, DAYS);
    expect(facts.get("55 2026-11-01")).toMatchObject({
      spendMicros: 8_500_000n,
      valueMicros: 85_000_000n,
    });
    await server?.close();
    const lacking = await source(
      { records: [record({ advCommissionAmountAdvCurrency: null })] },
      { currency: "EUR" },
    );
    await expect(loaded(lacking.opened, euro, DAYS)).rejects.toMatchObject({ kind: "malformed" });
  });

  test("takes advertisers for campaigns on the publisher's side", async () => {
    const { opened } = await source({}, { side: "publisher" });
    const { facts } = await loaded(opened, ACCOUNT, DAYS);
    expect(facts.get("1234567 2026-11-01")).toEqual(totals(10_000_000n, 1, 100_000_000n));
  });

  test("follows the cursor, and asks for at most 31 days, the day of 25 hours included", async () => {
    const records = Array.from({ length: 250 }, (_, index) =>
      record({ commissionId: String(100 + index), originalActionId: `a${index}` }),
    );
    const { opened, server: double } = await source({ records });
    const { facts } = await loaded(opened, ACCOUNT, { from: "2026-10-20", to: "2026-11-19" });
    expect(facts.get("55 2026-11-01")?.conversions).toBe(250);
    expect(double.calls).toHaveLength(3 + 1);
  });

  test.each([
    ["America/Los_Angeles", "2026-11-02T07:30:00Z", "2026-11-01"],
    ["America/Los_Angeles", "2026-11-02T08:30:00Z", "2026-11-02"],
    ["Australia/Sydney", "2026-10-31T13:30:00Z", "2026-11-01"],
  ])("puts an event on the day of the zone: %s, %s", async (zone, eventDate, day) => {
    const { opened } = await source({ records: [record({ eventDate })] });
    const { facts } = await loaded(opened, { ...ACCOUNT, zone }, DAYS);
    expect([...facts.keys()]).toEqual([`55 ${day}`]);
  });

  test.each([
    ["429 with Retry-After", { status: 429, headers: { "retry-after": "0" } }],
    ["429 without", { status: 429 }],
    ["status 500", { status: 500, body: "oh" }],
  ])("goes on after %s", async (_, fault) => {
    const { opened, server: double } = await source();
    double.faults.push(fault);
    const { facts } = await loaded(opened, ACCOUNT, DAYS);
    expect(facts.size).toBe(1);
  });

  const endless = { payloadComplete: false, maxCommissionId: null, records: [] };
  test.each([
    ["an ended token", [{ status: 401, body: "no" }], "credentials"],
    ["a missing right", [{ body: { errors: [{ message: "Not authorized" }] } }], "rights"],
    ["limits that last", lasting({ status: 429 }), "limited"],
    ["500s that last", lasting({ status: 500 }), "unreachable"],
    ["no JSON", [{ body: "<html>" }], "malformed"],
    ["an error of GraphQL", [{ body: { errors: [{ message: "Unknown field" }] } }], "malformed"],
    [
      "a page that promises more after nothing",
      [{ body: { data: { commissions: endless } } }],
      "malformed",
    ],
    [
      "an answer that breaks off",
      lasting({ body: "{", headers: { "content-length": "99" }, cut: true }),
      "unreachable",
    ],
  ])("says what to do about %s", async (_, faults, kind) => {
    const { opened, server: double } = await source();
    double.faults.push(...faults);
    const failed = loaded(opened, ACCOUNT, DAYS);
    await expect(failed).rejects.toMatchObject({ kind });
    await expect(failed).rejects.toHaveProperty("next", expect.stringMatching(/\.$/));
  });

  test("has no rights where the token does not reach the company", async () => {
    const { opened } = await source({ companies: [] });
    await expect(opened.check(signal)).rejects.toMatchObject({ kind: "rights" });
  });

  test("names every wrong setting", () => {
    const faults = faultsOf(cjSource, { settings: { companyId: "" }, secrets: {} });
    expect(faults.map(({ field }) => field).toSorted()).toEqual([
      "secrets.token",
      "settings.companyId",
      "settings.currency",
    ]);
  });
});
