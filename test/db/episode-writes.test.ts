import { describe, expect } from "vitest";

import {
  earlierChanges,
  insertEpisodes,
  type NewEpisode,
  updateEpisodes,
} from "../../src/db/episode-writes.ts";
import { findEpisode, openEpisodesOf } from "../../src/db/episodes.ts";
import { progressFrom } from "../../src/usecases/alerting/episode-record.ts";
import { ruleOf, test as base } from "../support/alert-desk.ts";

const AT = Date.UTC(2026, 10, 24, 9);

const NEW = {
  kind: "rule",
  openedAt: AT,
  channel: "#a",
  phase: "firing",
  breaches: 1,
  recoveries: 0,
  breaching: true,
  flapping: false,
  changes: [3, 4],
  firedAt: AT,
  overAt: undefined,
  ended: false,
  firing: { value: 41, nested: { null: null } },
  latest: null,
  deliveryKey: undefined,
  remindedAt: undefined,
} as const;

/** A new episode of the one campaign and rule of a workspace, or of its account. */
const test = base.extend<{ fresh: (change?: Partial<NewEpisode>) => NewEpisode }>({
  fresh: async ({ desk }, use) => {
    const account = await desk.account();
    const campaignId = await account.campaign("A");
    const ruleId = await desk.add(ruleOf());
    await use((change) => ({
      ...NEW,
      accountId: account.accountId,
      campaignId,
      ruleId,
      ...change,
    }));
  },
});

const TROUBLE = { kind: "stale_data", ruleId: undefined, campaignId: undefined } as const;

describe("of a rule and a campaign", () => {
  test("one episode is open at most, however many are made at once", async ({
    db,
    scope,
    fresh,
  }) => {
    const { workspaceId } = scope;
    const made = await Promise.all(
      Array.from({ length: 5 }, () => insertEpisodes(db, workspaceId, [fresh()])),
    );

    expect(made.flat().filter((id) => id !== undefined)).toHaveLength(1);
  });

  test("one of pending and firing is open, and any number is over", async ({
    db,
    scope,
    fresh,
  }) => {
    const { workspaceId } = scope;
    const phases = ["resolved", "calmed", "pending", "resolved", "firing"] as const;
    const made = [];
    for (const phase of phases) {
      const [id] = await insertEpisodes(db, workspaceId, [fresh({ phase })]);
      made.push(id !== undefined);
    }

    expect(made).toEqual([true, true, true, true, false]);
  });

  test("the other one of a list is made, and each id stands in its place", async ({
    db,
    desk,
    fresh,
  }) => {
    const { workspaceId } = desk.scope;
    const second = await desk.add(ruleOf({ name: "Two" }));
    const [first] = await insertEpisodes(db, workspaceId, [fresh()]);
    const made = await insertEpisodes(db, workspaceId, [
      fresh(),
      fresh({ ruleId: second }),
      fresh(TROUBLE),
    ]);

    const found = await Promise.all(
      made.slice(1).map((episodeId) => findEpisode(db, { workspaceId, episodeId: episodeId ?? 0 })),
    );
    expect([first === undefined, made[0]]).toEqual([false, undefined]);
    expect(found.map((row) => [row?.kind, row?.ruleId])).toEqual([
      ["rule", second],
      ["stale_data", null],
    ]);
  });
});

test("an account has one of each trouble open", async ({ db, scope, fresh }) => {
  const { workspaceId } = scope;
  const made = [];
  for (const kind of ["stale_data", "tracking_broken", "stale_data"] as const) {
    const [id] = await insertEpisodes(db, workspaceId, [fresh({ ...TROUBLE, kind })]);
    made.push(id !== undefined);
  }

  expect(made).toEqual([true, true, false]);
});

test("what is written is read again as it was, and a change of a part leaves the rest", async ({
  db,
  scope,
  fresh,
}) => {
  const { workspaceId } = scope;
  const [episodeId = 0] = await insertEpisodes(db, workspaceId, [fresh()]);
  const before = await findEpisode(db, { workspaceId, episodeId });
  if (before === undefined) throw new Error("It is there.");

  await updateEpisodes(db, workspaceId, [{ ...progressFrom(before), breaches: 2 }]);
  await updateEpisodes(db, workspaceId + 1, [{ ...progressFrom(before), breaches: 9 }]);

  expect(before).toMatchObject({
    phase: "firing",
    changes: [3, 4],
    firedAt: new Date(AT),
    overAt: null,
    firing: { value: 41, nested: { null: null } },
    latest: null,
    deliveryKey: null,
  });
  expect(await findEpisode(db, { workspaceId, episodeId })).toEqual({ ...before, breaches: 2 });
});

test("the newest episode of a campaign says when it changed lately", async ({
  db,
  scope,
  fresh,
}) => {
  const { workspaceId } = scope;
  await insertEpisodes(db, workspaceId, [fresh({ phase: "resolved", changes: [1, 2] })]);
  await insertEpisodes(db, workspaceId, [fresh({ phase: "calmed", changes: [1, 2, 7] })]);
  const { ruleId = 0, campaignId = 0 } = fresh();
  const key = { ruleId, campaignId };

  const found = await earlierChanges(db, workspaceId, [key]);
  const other = await earlierChanges(db, workspaceId + 1, [key]);

  expect([...found]).toEqual([[`${ruleId}:${campaignId}`, [1, 2, 7]]]);
  expect(other.size).toBe(0);
  expect(await openEpisodesOf(db, workspaceId, [ruleId])).toEqual([]);
});
