import { sql } from "drizzle-orm";
import { describe, expect } from "vitest";

import { smallAccount, withCampaign } from "../../domain/budget/small-account.ts";
import { AS_OF, campaignsOf, test } from "./suggest-test.ts";

describe("campaigns without a part in the plan", () => {
  test("are those of a currency with less spend", async ({ load, suggest }) => {
    const [first, second, ...others] = campaignsOf(smallAccount());
    if (first === undefined || second === undefined) throw new Error("There are four campaigns.");
    await load({ campaigns: [first, second], account: "Europe", currency: "EUR" });
    await load({ campaigns: others });

    const { portfolio, suggestion } = await suggest();

    expect(portfolio.currency).toBe("USD");
    expect(portfolio.campaigns.map(({ id }) => id).toSorted()).toEqual(["c03", "c04"]);
    expect(suggestion.withheld.toSorted(byName)).toEqual([
      { campaign: "c01", reason: "other-currency" },
      { campaign: "c02", reason: "other-currency" },
    ]);
  });

  test("are those that count conversions where most of the spend counts value", async ({
    load,
    suggest,
  }) => {
    const portfolio = withCampaign(smallAccount(), "c02", ({ daily }) => ({
      daily: daily.map((day) => ({ ...day, valueMicros: 0n })),
    }));
    await load({ campaigns: campaignsOf(portfolio) });

    const { portfolio: planned, suggestion } = await suggest();

    expect(planned.goal).toBe("value");
    expect(planned.campaigns).toHaveLength(3);
    expect(suggestion.withheld).toContainEqual({ campaign: "c02", reason: "other-goal" });
  });

  test("are paused, ended, or have no numbers of the last week", async ({ load, suggest }) => {
    const silent = withCampaign(smallAccount(), "c03", ({ daily }) => ({
      daily: daily.filter(({ day }) => day < "2026-11-16"),
    }));
    const campaigns = campaignsOf(silent).map((one) => ({
      ...one,
      status: one.name === "c01" ? "Paused" : one.name === "c02" ? "Ended" : "Enabled",
    }));
    await load({ campaigns });

    const { suggestion } = await suggest();

    expect(suggestion.withheld.toSorted(byName)).toEqual([
      { campaign: "c01", reason: "paused" },
      { campaign: "c02", reason: "ended" },
      { campaign: "c03", reason: "no-recent-data" },
    ]);
  });

  test("keep their budgets where these are no daily ones of their own", async ({
    load,
    suggest,
    db,
    scope,
  }) => {
    await load({ campaigns: campaignsOf(smallAccount()) });
    for (const [name, change] of [
      ["c01", sql`budget_kind = 'shared'`],
      ["c02", sql`budget_kind = 'total'`],
      ["c03", sql`learning = true`],
      ["c04", sql`pricing = 'cpa'`],
    ] as const) {
      await db.orm.execute(
        sql`update campaigns set ${change} where workspace_id = ${scope.workspaceId} and name = ${name}`,
      );
    }

    const { suggestion } = await suggest();

    expect(suggestion.withheld.toSorted(byName)).toEqual([
      { campaign: "c01", reason: "shared-budget" },
      { campaign: "c02", reason: "lifetime-budget" },
      { campaign: "c03", reason: "learning" },
      { campaign: "c04", reason: "contracted" },
    ]);
  });

  test("are those of an account whose numbers have stopped coming", async ({ load, suggest }) => {
    const [first, ...others] = campaignsOf(smallAccount());
    if (first === undefined) throw new Error("There are four campaigns.");
    const until = first.daily.filter(({ day }) => day < "2026-11-18");
    await load({ campaigns: [{ ...first, daily: until }], account: "Stopped" });
    await load({ campaigns: others });

    const { portfolio, suggestion } = await suggest();

    expect(portfolio.asOf).toBe(AS_OF);
    expect(suggestion.withheld).toEqual([{ campaign: "c01", reason: "data-unsettled" }]);
  });

  test("are all of them when every account has stopped: that is the answer", async ({
    load,
    suggest,
  }) => {
    const campaigns = campaignsOf(smallAccount()).map((one) => ({
      ...one,
      daily: one.daily.filter(({ day }) => day < "2026-11-18"),
    }));
    await load({ campaigns });

    const { suggestion } = await suggest({});

    expect(suggestion).toMatchObject({
      silence: { kind: "data-unsettled", newest: "2026-11-17" },
      withheld: [{ reason: "data-unsettled" }, {}, {}, {}],
    });
  });

  test("are those of an account whose conversions have all stopped", async ({ load, suggest }) => {
    const campaigns = campaignsOf(smallAccount()).map((one) => ({
      ...one,
      daily: one.daily.map((day) =>
        day.day < "2026-11-21" ? day : { ...day, conversions: 0, valueMicros: 0n },
      ),
    }));
    await load({ campaigns });

    const { suggestion } = await suggest({});

    expect(suggestion).toMatchObject({
      silence: { kind: "tracking-broken", conversions: 0, days: 2 },
      withheld: [{ reason: "tracking-broken" }, {}, {}, {}],
    });
  });

  test("share no name in a plan", async ({ load, suggest }) => {
    const campaigns = campaignsOf(smallAccount());
    await load({ campaigns: campaigns.slice(0, 2) });
    await load({ campaigns: campaigns.slice(1), account: "Second", platform: "meta_ads" });

    const { portfolio } = await suggest();

    expect(portfolio.campaigns.map(({ id }) => id).toSorted()).toEqual([
      "c01",
      "c02 (Google Ads, Main)",
      "c02 (Meta Ads, Second)",
      "c03",
      "c04",
    ]);
  });
});

function byName(a: { readonly campaign: string }, b: { readonly campaign: string }): number {
  return a.campaign < b.campaign ? -1 : 1;
}
