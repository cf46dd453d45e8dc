import { expect } from "vitest";

import { insertAccount } from "../../src/db/accounts.ts";
import { campaignsById, setCampaignTarget } from "../../src/db/campaigns.ts";
import { type SightingScope, storeSightings } from "../../src/db/sighted-campaigns.ts";
import type { CampaignSighting } from "../../src/domain/campaign.ts";
import { NOW, test as base } from "../support/fixtures.ts";

interface Sighted {
  readonly at: SightingScope;
  /** Stores sightings and returns the campaigns' ids. */
  store(...sightings: CampaignSighting[]): Promise<number[]>;
  campaign(id: number | undefined): Promise<unknown>;
}

const test = base.extend<{ sighted: Sighted }>({
  sighted: async ({ db, scope }, use) => {
    const { workspaceId } = scope;
    const account = await insertAccount(db, {
      workspaceId,
      platform: "google_ads",
      name: "Main",
      currency: "USD",
      currencyAssumed: false,
      timeZone: "UTC",
      now: NOW,
    });
    if (account === undefined) throw new Error("The account is new.");
    const at = { workspaceId, accountId: account.accountId, now: NOW };
    await use({
      at,
      store: (...sightings) => storeSightings(db, at, { sightings }),
      async campaign(id) {
        const [found] = await campaignsById(db, { workspaceId, ids: id === undefined ? [] : [id] });
        if (found === undefined) return undefined;
        const { label, target, dailyBudgetMicros } = found;
        return { name: label.name, status: label.status, target, dailyBudgetMicros };
      },
    });
  },
});

test("what a campaign pays for and what its budget is are there to be read", async ({
  sighted,
  db,
}) => {
  const traits = {
    budgetKind: "shared",
    pricing: "cpa",
    learning: true,
    budgetLostShare: 0.25,
  } as const;
  const ids = await sighted.store({ name: "A", ...traits }, { name: "B" });
  const [known, unknown] = await campaignsById(db, { workspaceId: sighted.at.workspaceId, ids });
  expect(known).toMatchObject(traits);
  expect([unknown?.pricing, unknown?.budgetKind, unknown?.learning]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

test("a campaign that is sighted again keeps its id", async ({ sighted }) => {
  const first = await sighted.store({ name: "A", externalId: "1" }, { name: "B" });
  const second = await sighted.store({ name: "B" }, { name: "A", externalId: "1" }, { name: "C" });

  expect(new Set(first).size).toBe(2);
  expect(second.slice(0, 2)).toEqual(first.toReversed());
  expect(first).not.toContain(second[2]);
});

test("a campaign that was renamed is the same one by its id", async ({ sighted }) => {
  const [before] = await sighted.store({ name: "Summer", externalId: "1" });
  const [after] = await sighted.store({ name: "Autumn", externalId: "1" });

  expect(after).toBe(before);
  expect(await sighted.campaign(before)).toMatchObject({ name: "Autumn" });
});

test("a campaign known by name alone takes the id that a source names", async ({ sighted }) => {
  const [bare] = await sighted.store({ name: "A" });
  const [named] = await sighted.store({ name: "A", externalId: "1" });
  const [renamed] = await sighted.store({ name: "A2", externalId: "1" });

  expect([named, renamed]).toEqual([bare, bare]);
});

test("a bare name takes no id where two sightings have that name", async ({ sighted }) => {
  const [bare] = await sighted.store({ name: "A" });
  const both = await sighted.store({ name: "A", externalId: "1" }, { name: "A", externalId: "2" });

  expect(new Set([bare, ...both]).size).toBe(3);
});

test("a row without an id belongs to the one campaign of its name", async ({ sighted }) => {
  const [one] = await sighted.store({ name: "A", externalId: "1" });

  expect(await sighted.store({ name: "A" })).toEqual([one]);
});

test("a row without an id belongs to none of two campaigns of its name", async ({ sighted }) => {
  const two = await sighted.store({ name: "A", externalId: "1" }, { name: "A", externalId: "2" });
  const [bare] = await sighted.store({ name: "A" });

  expect(two).not.toContain(bare);
  expect(await sighted.store({ name: "A" })).toEqual([bare]);
});

test("what a source does not say stays as it was", async ({ sighted }) => {
  const all = {
    name: "A",
    externalId: "1",
    status: "paused",
    dailyBudgetMicros: 5_000_000n,
    target: { metric: "cpa", micros: 40_000_000n },
  } as const;
  const [id] = await sighted.store(all);

  await sighted.store({ name: "A", externalId: "1" });
  const kept = await sighted.campaign(id);
  await sighted.store({ ...all, status: "active", target: { metric: "roas", ratio: 3 } });

  expect(kept).toMatchObject({
    status: "paused",
    target: all.target,
    dailyBudgetMicros: 5_000_000n,
  });
  expect(await sighted.campaign(id)).toMatchObject({
    status: "active",
    target: { metric: "roas", ratio: 3 },
  });
});

test.for([{ metric: "roas", ratio: 4 } as const, undefined])(
  "a person's target, %o, is not overwritten by a file's",
  async (target, { db, sighted }) => {
    const file = { name: "A", target: { metric: "cpa", micros: 40_000_000n } } as const;
    const [campaignId = 0] = await sighted.store(file);
    await setCampaignTarget(db, { workspaceId: sighted.at.workspaceId, campaignId, target });

    await sighted.store(file);

    expect(await sighted.campaign(campaignId)).toMatchObject({ target });
  },
);

test("more campaigns than one statement takes come back in their order", async ({ sighted }) => {
  const names = Array.from({ length: 5_003 }, (_, index) => ({ name: `C${index}` }));
  const ids = await sighted.store(...names);

  expect(new Set(ids).size).toBe(5_003);
  expect(await sighted.campaign(ids[5_002])).toMatchObject({ name: "C5002" });
  expect(await sighted.store(...names.toReversed())).toEqual(ids.toReversed());
});
