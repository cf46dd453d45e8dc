import { describe, expect } from "vitest";

import { suggestShift } from "../../../src/domain/budget/plan/suggest-shift.ts";
import type { Portfolio } from "../../../src/domain/budget/portfolio.ts";
import { addDays, type Day } from "../../../src/domain/day.ts";
import { usualShares } from "../../../src/domain/lag/usual-shares.ts";
import type { Platform } from "../../../src/domain/platform.ts";
import { smallAccount } from "../../domain/budget/small-account.ts";
import type { CampaignDays } from "../../support/load-days.ts";
import { AS_OF, campaignsOf, test } from "./suggest-test.ts";

const PLATFORMS: Readonly<Record<string, Platform>> = { google: "google_ads", meta: "meta_ads" };

const FIRST_LOAD = addDays(AS_OF, -8);

/** The days of a load that was made on an evening: of each, so many of its conversions as had arrived. */
function asLoadedOn(portfolio: Portfolio, channel: string, on: Day): CampaignDays[] {
  const told = new Map(
    portfolio.restatements
      .filter((one) => one.channel === channel && addDays(one.day, one.ageDays) === on)
      .map(({ day, conversions }) => [day, conversions]),
  );
  return campaignsOf(portfolio, channel).map((campaign, index, all) => ({
    ...campaign,
    daily: campaign.daily
      .filter(({ day }) => told.has(day))
      .map((day) => {
        const before = conversionsOn(all.slice(0, index), day.day);
        const left = Math.max(0, (told.get(day.day) ?? 0) - before);
        const last = index === all.length - 1;
        return { ...day, conversions: last ? left : Math.min(day.conversions, left) };
      }),
  }));
}

function conversionsOn(campaigns: readonly CampaignDays[], day: Day): number {
  return campaigns
    .flatMap(({ daily }) => daily.filter((one) => one.day === day))
    .reduce((sum, { conversions }) => sum + conversions, 0);
}

/** What the database can know of the account: budgets and figures of loads since the first. */
function asStored(portfolio: Portfolio): Portfolio {
  const channel = (name: string): string => PLATFORMS[name] ?? name;
  return {
    ...portfolio,
    totalMicros: undefined,
    campaigns: portfolio.campaigns.map((campaign) => ({
      ...campaign,
      channel: channel(campaign.channel),
      minMicros: undefined,
      maxMicros: undefined,
      daily: campaign.daily.map((day) => ({
        ...day,
        budgetMicros: day.day >= FIRST_LOAD ? campaign.budgetMicros : undefined,
      })),
    })),
    restatements: portfolio.restatements.filter(
      ({ day, ageDays }) => addDays(day, ageDays) >= FIRST_LOAD,
    ),
  };
}

describe("a suggestion from the database", () => {
  test("is that of a portfolio file with the same numbers and the same restatements", async ({
    load,
    suggest,
  }) => {
    const portfolio = smallAccount();
    for (const channel of ["google", "meta"]) {
      const platform = PLATFORMS[channel] ?? "generic";
      for (let on = FIRST_LOAD; on <= AS_OF; on = addDays(on, 1)) {
        await load({ campaigns: asLoadedOn(portfolio, channel, on), platform }, on);
      }
      // The rest of the past, and the last day's figures as the file has them.
      await load({ campaigns: campaignsOf(portfolio, channel), platform }, AS_OF);
    }

    const found = await suggest();

    expect(found.portfolio.readOn).toBe(AS_OF);
    expect(found.portfolio.goal).toBe("value");
    const shares = usualShares(["google_ads", "meta_ads"]);
    expect(found.suggestion).toEqual(suggestShift({ ...asStored(portfolio), usualShares: shares }));
    expect(found.suggestion.kind).toBe("shift");
    expect(found.campaigns.get("c03")).toMatchObject({ name: "c03", platform: "meta_ads" });
  });

  test("lets the mean spend of 7 days stand in for budgets that nobody has named", async ({
    load,
    suggest,
  }) => {
    const campaigns = campaignsOf(smallAccount()).map((one) => ({
      ...one,
      budgetMicros: undefined,
    }));
    await load({ campaigns });

    const { suggestion } = await suggest();

    const late = campaigns[0]?.daily.filter(({ day }) => day > "2026-11-15") ?? [];
    const spend = late.reduce((sum, day) => sum + day.spendMicros, 0n);
    const budgets = suggestion.kind === "shift" ? suggestion.plan.budgets : suggestion.budgets;
    const before = budgets.find(({ campaign }) => campaign === "c01")?.beforeMicros ?? 0n;
    expect(late).toHaveLength(7);
    expect(Number(before)).toBeCloseTo(Number(spend) / 7, -1);
  });

  test("looks at the newest complete day: the day of the load is not over", async ({
    load,
    suggest,
  }) => {
    await load({ campaigns: campaignsOf(smallAccount()) }, AS_OF);

    const { portfolio } = await suggest({});

    expect(portfolio.asOf).toBe("2026-11-21");
  });

  test("is nothing where nothing has been loaded", async ({ suggest }) => {
    const { portfolio, suggestion } = await suggest({});

    expect(portfolio).toMatchObject({ asOf: "2026-11-23", currency: "USD", campaigns: [] });
    expect(suggestion).toEqual({
      kind: "nothing",
      silence: { kind: "data-unsettled", newest: undefined },
      budgets: [],
      withheld: [],
    });
  });

  test("needs two campaigns", async ({ load, suggest }) => {
    await load({ campaigns: campaignsOf(smallAccount()).slice(0, 1) });

    const { suggestion } = await suggest();

    expect(suggestion).toMatchObject({
      kind: "nothing",
      silence: { kind: "nothing-to-move", movable: 1 },
      budgets: [{ campaign: "c01", beforeMicros: 230_000_000n, afterMicros: 230_000_000n }],
    });
  });
});
