import { expect } from "vitest";

import {
  oldestTrouble,
  oweDeliveries,
  owedSummary,
  postponeDelivery,
} from "../../src/db/deliveries.ts";
import { settleDelivery } from "../../src/db/settle-delivery.ts";
import { NOW } from "../support/fixtures.ts";
import { only, test } from "./delivery-test.ts";

const POSTED = { channel: "C1", messageTs: "1.5" };

test("a message is not due before its time, and can be put off", async ({ owed }) => {
  await owed.owe("m");
  await postponeDelivery(owed.db, { workspaceId: 1, deliveryKey: "m" }, NOW + 1_000);

  expect(await owed.claim({ now: NOW + 999 })).toEqual([]);
  expect(await owed.claim({ now: NOW + 1_000 })).toHaveLength(1);
});

test("a later state replaces what is owed; once posted, it is an edit of the same message", async ({
  owed,
}) => {
  await owed.owe("m");
  await owed.owe("m", { payload: { text: "second" } });
  const post = only(await owed.claim());
  await settleDelivery(owed.db, post, { state: "sent", posted: POSTED });
  await owed.owe("m", { payload: { text: "third" } });
  const edit = only(await owed.claim());

  expect(post).toMatchObject({ version: 2, payload: { text: "second" }, messageTs: undefined });
  expect(edit).toMatchObject({ version: 3, payload: { text: "third" }, messageTs: "1.5" });
});

test("a message that stands, or may stand, does not move to another channel", async ({ owed }) => {
  await owed.owe("posted", { channel: "#perf" });
  await owed.owe("perhaps", { channel: "C2" });
  await owed.owe("waits", { channel: "C3", dueAt: NOW + 1 });
  const [perhaps, posted] = await owed.claim();
  if (posted === undefined || perhaps === undefined) throw new Error("Two are claimed.");
  await settleDelivery(owed.db, posted, { state: "sent", posted: POSTED });

  for (const key of ["posted", "perhaps", "waits"]) await owed.owe(key, { channel: "C9" });

  expect(await owed.states()).toMatchObject([
    { delivery_key: "perhaps", channel: "C2" },
    { delivery_key: "posted", channel: "C1", message_ts: "1.5" },
    { delivery_key: "waits", channel: "C9" },
  ]);
});

test("a message that somebody else has posted is edited where it is said to stand", async ({
  owed,
}) => {
  await owed.owe("m", { messageTs: "1.1" });
  await owed.owe("m", { messageTs: "2.2", channel: "C2" });

  expect(await owed.claim()).toMatchObject([{ channel: "C2", messageTs: "2.2" }]);
});

test("thousands are owed in one statement; of several with one key the last counts", async ({
  owed,
}) => {
  const list = Array.from({ length: 3_000 }, (_, index) => ({
    workspaceId: (index % 2) + 1,
    deliveryKey: `m${index % 2_000}`,
    channel: `C${index % 7}`,
    payload: { index, text: "quote ' and \\ and \u{1F600}" },
    dueAt: NOW,
    now: NOW,
  }));

  await oweDeliveries(owed.db, list);
  await oweDeliveries(owed.db, []);

  expect(await owedSummary(owed.db, NOW)).toMatchObject({ owed: 2_000 });
  const claimed = await owed.claim({ limit: 50 });
  expect(claimed).toHaveLength(14);
  for (const { deliveryKey, payload } of claimed) {
    const index = Number(deliveryKey.slice(1));
    expect(payload).toEqual({ ...list[index < 1_000 ? index + 2_000 : index]?.payload });
  }
});

test("the summary counts what is owed, late, given up and not known", async ({ owed }) => {
  for (const key of ["late", "failed", "unknown", "sent"]) {
    await owed.owe(key, { channel: key });
  }
  for (const each of await owed.claim()) {
    if (each.deliveryKey === "late") continue;
    await settleDelivery(owed.db, each, { state: each.deliveryKey as "failed" });
  }

  const none = { owed: 1, failed: 1, unknown: 1 };
  expect(await owedSummary(owed.db, NOW + 60_000)).toEqual({ ...none, late: 0 });
  expect(await owedSummary(owed.db, NOW + 60_001)).toEqual({ ...none, late: 1 });
});

test("a retry does not make a message look less late", async ({ owed }) => {
  await owed.owe("m");
  const claimed = only(await owed.claim());
  await settleDelivery(owed.db, claimed, { state: "owed", dueAt: NOW + 900_000 });

  expect(await owedSummary(owed.db, NOW + 60_001)).toMatchObject({ owed: 1, late: 1 });
});

test("the oldest trouble is named with what Slack said", async ({ owed }) => {
  expect(await oldestTrouble(owed.db, NOW + 3_600_000)).toBeUndefined();
  await owed.owe("newer", { channel: "C2", dueAt: NOW + 1 });
  await owed.owe("older");
  const claimed = only(await owed.claim());
  await settleDelivery(owed.db, claimed, { state: "failed", lastError: "is_archived" });

  expect(await oldestTrouble(owed.db, NOW + 3_600_000)).toEqual({
    deliveryKey: "older",
    channel: "C1",
    state: "failed",
    lastError: "is_archived",
  });
});
