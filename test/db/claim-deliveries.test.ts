import { expect } from "vitest";

import { type ClaimedDelivery, prepareClaims } from "../../src/db/claim-deliveries.ts";
import { settleDelivery, type Settlement } from "../../src/db/settle-delivery.ts";
import { NOW } from "../support/fixtures.ts";
import { only, type Owed, test } from "./delivery-test.ts";

/** Settles a claim as posted. */
async function post({ db }: Owed, claimed: ClaimedDelivery, ts = "1.5"): Promise<void> {
  const posted = { channel: claimed.channel, messageTs: ts };
  await settleDelivery(db, claimed, { state: "sent", posted });
}

function keysOf(claimed: readonly ClaimedDelivery[]): string[] {
  return claimed.map(({ deliveryKey }) => deliveryKey);
}

test("no message is handed out to two senders, and no channel has two", async ({ owed }) => {
  const keys = Array.from({ length: 40 }, (_, index) => `m${index}`);
  for (const [index, key] of keys.entries()) await owed.owe(key, { channel: `C${index % 30}` });
  await prepareClaims(owed.db, NOW);

  const taken = await Promise.all(
    Array.from({ length: 4 }, () => owed.claim({ limit: 10, leaseMs: 30_000 })),
  );

  const channels = taken.flat().map(({ channel }) => channel);
  expect(new Set(channels).size).toBe(channels.length);
  const rest = (await owed.claim({ limit: 40 })).map(({ channel }) => channel);
  expect(new Set([...channels, ...rest]).size).toBe(30);
  expect(channels.length + rest.length).toBe(30);
});

test("a channel has one sender until that is done, and then the next message", async ({ owed }) => {
  await owed.owe("a");
  await owed.owe("b");
  const first = only(await owed.claim());

  expect(keysOf([first])).toEqual(["a"]);
  expect(await owed.claim()).toEqual([]);
  await post(owed, first);
  expect(keysOf(await owed.claim())).toEqual(["b"]);
});

test("the pace holds a channel's gate closed, and no other's", async ({ owed }) => {
  const hour = { paceMs: 3_600_000 };
  for (const key of ["a", "b"]) await owed.owe(key);
  await owed.owe("other", { channel: "C2", dueAt: NOW + 1 });
  await post(owed, only(await owed.claim(hour)));

  expect(keysOf(await owed.claim({ ...hour, now: NOW + 1 }))).toEqual(["other"]);
  // Half a pace of grace: a wake that comes late does not slow the channel down.
  await owed.pass(1_750_000);
  expect(await owed.claim(hour)).toEqual([]);
  await owed.pass(60_000);
  expect(keysOf(await owed.claim(hour))).toEqual(["b"]);
});

test("a sender that never comes back is followed after its lease; its own word counts no more", async ({
  owed,
}) => {
  await owed.owe("m");
  const lost = only(await owed.claim({ leaseMs: 3_600_000 }));
  await owed.pass(3_590_000);
  expect(await owed.claim()).toEqual([]);
  await owed.pass(10_001);
  const next = only(await owed.claim());

  expect(lost).toMatchObject({ attempts: 1, maybePosted: false, postBeganAt: NOW });
  expect(next).toMatchObject({ attempts: 2, maybePosted: true, postBeganAt: NOW });
  expect(await settleDelivery(owed.db, lost, { state: "failed" })).toBeUndefined();
  expect(await owed.states()).toMatchObject([{ state: "owed" }]);
  expect(await settleDelivery(owed.db, next, { state: "sent" })).toBe("sent");
});

test("an outcome cannot be recorded twice", async ({ owed }) => {
  await owed.owe("m");
  const claimed = only(await owed.claim());

  expect(await settleDelivery(owed.db, claimed, { state: "sent" })).toBe("sent");
  expect(await settleDelivery(owed.db, claimed, { state: "failed" })).toBeUndefined();
});

test("an edit is never taken for a post", async ({ owed }) => {
  await owed.owe("m", { messageTs: "1.1" });
  await owed.claim({ leaseMs: 1_000 });
  await owed.pass(1_000);

  expect(await owed.claim()).toMatchObject([{ maybePosted: false, postBeganAt: undefined }]);
});

test("a version that was replaced while it was posted is owed as an edit", async ({ owed }) => {
  await owed.owe("m");
  const claimed = only(await owed.claim());
  await owed.owe("m", { payload: { text: "newer" } });
  await post(owed, claimed);

  expect(await owed.claim()).toMatchObject([
    { version: 2, attempts: 1, payload: { text: "newer" }, messageTs: "1.5" },
  ]);
});

test.for<[string, Settlement, object]>([
  [
    "clears the mark of its own attempt",
    { state: "owed", notPosted: true },
    { post_began_at: null },
  ],
  ["keeps the mark when it is not certain", { state: "owed" }, { post_began_at: new Date(NOW) }],
  ["does not count a rate limit", { state: "owed", uncounted: true }, { attempts: 0 }],
  ["puts off", { state: "owed", dueAt: NOW + 5 }, { due_at: new Date(NOW + 5), attempts: 1 }],
  ["keeps the error", { state: "failed", lastError: "x" }, { state: "failed", last_error: "x" }],
  [
    "owes an edit when an older version was found",
    { state: "sent", posted: { channel: "C1", messageTs: "9.9" }, version: 0 },
    { state: "owed", message_ts: "9.9", post_began_at: null },
  ],
])("an outcome %s", async ([, settlement, row], { owed }) => {
  await owed.owe("m");
  await settleDelivery(owed.db, only(await owed.claim()), settlement);

  expect(await owed.states()).toMatchObject([row]);
});

test("a rate limit closes the gate of its channel alone", async ({ owed }) => {
  await owed.owe("a");
  await owed.owe("b", { channel: "C2" });
  const [a, b] = await owed.claim();
  if (a === undefined || b === undefined) throw new Error("Both are claimed.");
  await settleDelivery(owed.db, a, { state: "owed", closeForMs: 3_600_000 });
  await settleDelivery(owed.db, b, { state: "owed" });

  expect(keysOf(await owed.claim({ leaseMs: 0 }))).toEqual(["b"]);
  await owed.pass(3_600_000);
  expect(keysOf(await owed.claim())).toEqual(["a", "b"]);
});

test("the id of a channel that goes by a name is remembered", async ({ owed }) => {
  await owed.owe("a", { channel: "#perf" });
  const first = only(await owed.claim());
  const posted = { channel: "C7", messageTs: "1.5" };
  await settleDelivery(owed.db, first, { state: "sent", posted });
  await owed.owe("b", { channel: "#perf" });

  expect(first.channelId).toBeUndefined();
  expect(await owed.claim()).toMatchObject([{ channel: "#perf", channelId: "C7" }]);
  expect(await owed.states()).toMatchObject([{ channel: "C7" }, { channel: "#perf" }]);
});

test("replies wait for their root, and go in the order in which they were owed", async ({
  owed,
}) => {
  await owed.owe("z", { threadKey: "root", channel: "#perf", dueAt: NOW - 1 });
  await owed.owe("a", { threadKey: "root", channel: "#perf", dueAt: NOW - 2, broadcast: true });
  await owed.owe("root", { channel: "#perf" });

  const root = only(await owed.claim());
  expect(root.deliveryKey).toBe("root");
  const posted = { channel: "C7", messageTs: "7.7" };
  await settleDelivery(owed.db, root, { state: "sent", posted });

  const first = only(await owed.claim());
  expect(first).toMatchObject({
    deliveryKey: "z",
    channel: "C7",
    threadTs: "7.7",
    broadcast: false,
  });
  await settleDelivery(owed.db, first, { state: "owed", dueAt: NOW + 1 });
  expect(await owed.claim()).toEqual([]);
  await post(owed, only(await owed.claim({ now: NOW + 1 })), "7.8");
  expect(await owed.claim()).toMatchObject([{ deliveryKey: "a", broadcast: true }]);
});

test("an edit of a reply waits for no other reply; one that was given up holds up none", async ({
  owed,
}) => {
  await owed.owe("root", { messageTs: "7.7", dueAt: NOW + 9 });
  await owed.owe("a", { threadKey: "root" });
  await owed.owe("b", { threadKey: "root" });
  await post(owed, only(await owed.claim()), "7.8");
  await owed.owe("a", { payload: { text: "edited" }, dueAt: NOW + 1 });
  const b = only(await owed.claim());
  await settleDelivery(owed.db, b, { state: "failed" });
  await owed.owe("c", { threadKey: "root", dueAt: NOW + 2 });
  const edit = only(await owed.claim({ now: NOW + 2 }));

  expect(edit).toMatchObject({ deliveryKey: "a", messageTs: "7.8" });
  await settleDelivery(owed.db, edit, { state: "sent" });
  expect(keysOf(await owed.claim({ now: NOW + 2 }))).toEqual(["c"]);
});

test.for(["failed", "unknown"] as const)(
  "replies to a root that is %s are given up with it",
  async (state, { owed }) => {
    await owed.owe("root");
    await owed.owe("reply", { threadKey: "root" });
    await settleDelivery(owed.db, only(await owed.claim()), { state });

    expect(await owed.claim()).toEqual([]);
    expect(await owed.states()).toMatchObject([
      { state: "failed", last_error: "the message that it answers did not go out" },
      { state },
    ]);
  },
);

test("a thread of another workspace is another thread", async ({ owed }) => {
  await owed.owe("root", { workspaceId: 2, messageTs: "7.7", dueAt: NOW + 1 });
  await owed.owe("reply", { threadKey: "root" });

  expect(await owed.claim()).toEqual([]);
});

// The embedded database has one connection: a transaction there has it for itself.
test("a message that a transaction is replacing right now is left to it", async ({
  owed,
  own,
  skip,
}) => {
  skip(own.kind === "embedded");
  await owed.owe("a");
  await owed.owe("b");
  await owed.db.transaction(async (tx) => {
    await tx.client.query("update deliveries set payload = '{}' where delivery_key = 'a'");
    expect(keysOf(await owed.claim())).toEqual(["b"]);
  });
});
