import { expect } from "vitest";

import type { Db } from "../../src/db/db.ts";
import { oweDelivery } from "../../src/db/deliveries.ts";
import { insertEpisodes } from "../../src/db/episode-writes.ts";
import type { EpisodePhase } from "../../src/db/episodes.ts";
import { insertProposal } from "../../src/db/proposals.ts";
import { purgeDeliveries } from "../../src/usecases/purge-deliveries.ts";
import { test as base } from "../support/alert-desk.ts";

const DAY_MS = 86_400_000;

interface Record {
  readonly key: string;
  readonly state: "sent" | "failed" | "unknown" | "owed";
  /** Days since it was last owed; 100 unless said. */
  readonly age?: number;
  readonly thread?: string;
  /** Not posted; else it stands. */
  readonly unposted?: boolean;
}

/** `record` puts a delivery; `tellsOf` makes an episode that a message tells of, `proposes` a proposal. */
const test = base.extend<{
  record: (record: Record) => Promise<void>;
  tellsOf: (deliveryKey: string, phase: EpisodePhase) => Promise<void>;
  proposes: (deliveryKey: string) => Promise<void>;
  left: () => Promise<string[]>;
}>({
  record: ({ db, scope }, use) =>
    use(async ({ key, state, age = 100, thread, unposted = false }) => {
      const { workspaceId, now } = scope;
      const dueAt = now - age * DAY_MS;
      await oweDelivery(db, {
        workspaceId,
        deliveryKey: key,
        channel: "C1",
        payload: {},
        dueAt,
        now: dueAt,
        ...(thread === undefined ? {} : { threadKey: thread }),
        ...(unposted ? {} : { messageTs: "1.2" }),
      });
      await db.rows(
        { text: "update deliveries set state = $3 where workspace_id = $1 and delivery_key = $2" },
        [workspaceId, key, state],
      );
    }),
  tellsOf: async ({ db, desk, scope }, use) => {
    const account = await desk.account();
    await use(async (deliveryKey, phase) => {
      const { accountId } = account;
      await insertEpisodes(db, scope.workspaceId, [{ ...EPISODE, accountId, deliveryKey, phase }]);
    });
  },
  proposes: ({ db, scope }, use) =>
    use(async (deliveryKey) => {
      await insertProposal(db, {
        workspaceId: scope.workspaceId,
        kind: "shift",
        state: "approved",
        plan: {},
        channel: "C1",
        deliveryKey,
        createdBy: "cli",
        createdAt: new Date(scope.now),
        expiresAt: new Date(scope.now),
      });
    }),
  left: ({ db, scope }, use) => use(() => keysOf(db, scope.workspaceId)),
});

const EPISODE = {
  kind: "stale_data",
  ruleId: undefined,
  campaignId: undefined,
  openedAt: 0,
  channel: "C1",
  breaches: 1,
  recoveries: 0,
  breaching: true,
  flapping: false,
  changes: [],
  firedAt: 0,
  overAt: undefined,
  ended: false,
  firing: null,
  latest: null,
  remindedAt: undefined,
} as const;

async function keysOf(db: Db, workspaceId: number): Promise<string[]> {
  const rows = await db.rows<{ key: string }>(
    {
      text: "select delivery_key as key from deliveries where workspace_id = $1 order by 1",
    },
    [workspaceId],
  );
  return rows.map(({ key }) => key);
}

test.for<[string, Record, boolean]>([
  ["that was sent long ago", { key: "morning:C1:2026-08-01", state: "sent" }, false],
  ["that was given up long ago", { key: "morning:C1:2026-08-01", state: "failed" }, false],
  ["of which nobody knows", { key: "channel-lost:C1:U1:7", state: "unknown" }, false],
  ["that was sent lately", { key: "morning:C1:2026-09-01", state: "sent", age: 89 }, true],
  ["that is owed still", { key: "upload:F1", state: "owed" }, true],
])("a message %s", async ([, one, stays], { db, scope, record, left }) => {
  await record(one);
  await purgeDeliveries(db, scope.now);
  expect(await left()).toEqual(stays ? [one.key] : []);
});

test.for<[EpisodePhase, readonly string[]]>([
  ["pending", ["episode:1"]],
  ["firing", ["episode:1"]],
  ["resolved", []],
  ["calmed", []],
])("of an alert that is %s", async ([phase, kept], { db, scope, record, tellsOf, left }) => {
  await record({ key: "episode:1", state: "sent" });
  await record({ key: "episode:1:snoozed:5", state: "sent", thread: "episode:1" });
  await tellsOf("episode:1", phase);
  await purgeDeliveries(db, scope.now);
  expect(await left()).toEqual(kept);
});

test("a digest stays while one of its alerts is open", async ({
  db,
  scope,
  record,
  tellsOf,
  left,
}) => {
  await record({ key: "digest:C1:5", state: "sent" });
  await tellsOf("digest:C1:5", "resolved");
  await tellsOf("digest:C1:5", "firing");
  await purgeDeliveries(db, scope.now);
  expect(await left()).toEqual(["digest:C1:5"]);
});

test("a root stays while a reply waits for it", async ({ db, scope, record, left }) => {
  await record({ key: "episode:2", state: "sent" });
  await record({ key: "episode:2:over", state: "owed", thread: "episode:2", unposted: true });
  await purgeDeliveries(db, scope.now);
  expect(await left()).toEqual(["episode:2", "episode:2:over"]);
});

test("all that is said of a proposal stays", async ({ db, scope, record, proposes, left }) => {
  await record({ key: "proposal:1", state: "failed", unposted: true });
  await record({ key: "proposal:1:alone", state: "sent" });
  await record({ key: "proposal:1:alone:applied", state: "sent", thread: "proposal:1:alone" });
  await proposes("proposal:1:alone");
  await purgeDeliveries(db, scope.now);
  expect(await left()).toEqual(["proposal:1:alone", "proposal:1:alone:applied"]);
});
