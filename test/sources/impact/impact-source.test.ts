import { afterEach, describe, expect, test } from "vitest";

import { impactSource } from "../../../src/sources/impact/impact-source.ts";
import type { ApiServer, ScriptedAnswer } from "../../support/api-server.ts";
import { faultsOf, lasting, loaded, openSource, withFaults } from "../../support/live-source.ts";
import { action, impactDouble, type ImpactState, refused } from "./impact-double.ts";

const ACCOUNT = {
  externalId: "IRyMQiCN",
  platform: "impact",
  name: "Acme",
  currency: "USD",
  zone: "America/Los_Angeles",
} as const;
const DAYS = { from: "2026-10-31", to: "2026-11-02" };
const signal = new AbortController().signal;

let server: (ApiServer & { faults: ScriptedAnswer[] }) | undefined;
afterEach(() => server?.close());

async function source(change: Partial<ImpactState> = {}, settings: Record<string, unknown> = {}) {
  server = await withFaults(
    impactDouble({
      sid: "IRyMQiCN",
      token: "good",
      programmes: ["1000", "2000"],
      actions: [action()],
      pageSize: 100,
      ...change,
    }),
  );
  const opened = openSource(impactSource, {
    settings: {
      accountSid: "IRyMQiCN",
      campaignIds: [1000],
      currency: "USD",
      zone: "America/Los_Angeles",
      baseUrl: server.url,
      ...settings,
    },
    secrets: { authToken: "good" },
  });
  return { opened, server };
}

describe("Impact", () => {
  test("checks the account", async () => {
    const { opened } = await source();
    await expect(opened.check(signal)).resolves.toMatchObject({ accounts: [ACCOUNT] });
  });

  test("loads payout as spend and sales as value; what is reversed tells its day with zero", async () => {
    const actions = [
      action(),
      action({ State: "APPROVED", Payout: 1.12 }),
      action({ State: "REVERSED", MediaPartnerId: "2", MediaPartnerName: "Coupons" }),
    ];
    const { opened } = await source({ actions }, { pricing: "cpa" });
    const { campaigns, facts } = await loaded(opened, ACCOUNT, DAYS);
    expect(facts.get("10000 2026-11-01")).toEqual({
      spendMicros: 2_000_000n,
      impressions: 0,
      clicks: 0,
      conversions: 2,
      valueMicros: 43_980_000n,
    });
    expect(facts.get("2 2026-11-01")).toMatchObject({ spendMicros: 0n, conversions: 0 });
    expect(campaigns.get("2")).toEqual({ externalId: "2", name: "Coupons", pricing: "cpa" });
  });

  test("takes programmes for campaigns on the partner's side, without naming them", async () => {
    const { opened } = await source({}, { side: "publisher", campaignIds: undefined });
    const { campaigns } = await loaded(opened, ACCOUNT, DAYS);
    expect([...campaigns.keys()]).toEqual(["1000"]);
  });

  test("reads every programme and every page", async () => {
    const actions = Array.from({ length: 350 }, (_, index) =>
      action({ Id: `a${index}`, CampaignId: index < 250 ? 1000 : 2000 }),
    );
    const { opened, server: double } = await source({ actions }, { campaignIds: [1000, 2000] });
    const { facts } = await loaded(opened, ACCOUNT, { from: "2026-10-01", to: "2026-11-30" });
    expect(facts.get("10000 2026-11-01")?.conversions).toBe(350);
    // Five ranges a programme, and two more pages of the first.
    expect(double.calls).toHaveLength(10 + 2);
  });

  test.each([
    ["America/Los_Angeles", "2026-11-02T07:30:00Z", "2026-11-01"],
    ["America/Los_Angeles", "2026-11-02T00:30:00-08:00", "2026-11-02"],
    ["Asia/Tokyo", "2026-10-31T09:00:00-07:00", "2026-11-01"],
  ])("puts an action on the day of the zone: %s, %s", async (zone, EventDate, day) => {
    const { opened } = await source({ actions: [action({ EventDate })] });
    const { facts } = await loaded(opened, { ...ACCOUNT, zone }, DAYS);
    expect([...facts.keys()]).toEqual([`10000 ${day}`]);
  });

  test("never adds another currency", async () => {
    const { opened } = await source({ actions: [action({ Currency: "CAD" })] });
    const failed = loaded(opened, ACCOUNT, DAYS);
    await expect(failed).rejects.toMatchObject({ kind: "settings" });
    await expect(failed).rejects.toHaveProperty("next", expect.stringContaining("leave_out"));
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

  const looping = {
    Actions: [],
    "@nextpageuri": "/Advertisers/IRyMQiCN/Actions?Page=2",
  };
  test.each([
    ["an ended token", [{ status: 401, body: { Message: "Invalid" } }], "credentials"],
    ["a missing right", [{ status: 403, body: { Message: "Forbidden" } }], "rights"],
    ["a wrong programme", [refused("No such campaign")], "settings"],
    ["limits that last", lasting({ status: 429 }), "limited"],
    ["500s that last", lasting({ status: 500 }), "unreachable"],
    ["XML", [{ body: "<ImpactRadiusResponse/>" }], "malformed"],
    ["another form", [{ body: { Actions: [{ Id: "1" }] } }], "malformed"],
    ["pages in a circle", [{ body: looping }, { body: looping }], "malformed"],
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

  test("asks an advertiser for his programmes, and names every wrong setting", () => {
    const settings = { accountSid: "IR1", currency: "USD" };
    const given = { settings, secrets: { authToken: "x" } };
    expect(faultsOf(impactSource, given)).toEqual([
      {
        field: "settings.campaignIds",
        message: "must be the numbers of your programmes, such as [1000]",
      },
    ]);
    const wrong = faultsOf(impactSource, { settings: { accountSid: "a/b" }, secrets: {} });
    expect(wrong.map(({ field }) => field).toSorted()).toEqual([
      "secrets.authToken",
      "settings.accountSid",
      "settings.currency",
    ]);
  });
});
