import { expect } from "vitest";

import {
  claimDeliveries,
  owedSummary,
  postponeDelivery,
  settleDelivery,
} from "../../src/db/deliveries.ts";
import { NOW } from "../support/fixtures.ts";
import { test } from "./delivery-test.ts";

const LEASE = { now: NOW, leaseMs: 60_000, limit: 20 };

test("no message is handed out to two senders", async ({ owed }) => {
  const keys = Array.from({ length: 40 }, (_, index) => `m${index}`);
  for (const key of keys) await owed.owe(key);

  const taken = await Promise.all(
    Array.from({ length: 4 }, () => claimDeliveries(owed.db, { ...LEASE, limit: 10 })),
  );

  const got = taken.flat().map(({ deliveryKey }) => deliveryKey);
  expect(new Set(got).size).toBe(got.length);
  const rest = await claimDeliveries(owed.db, { ...LEASE, limit: 40 });
  const all = [...got, ...rest.map(({ deliveryKey }) => deliveryKey)];
  expect(all.toSorted()).toEqual(keys.toSorted());
});

test("a message that a sender took and never settled is due again after its lease", async ({
  owed,
}) => {
  await owed.owe("m");
  await claimDeliveries(owed.db, LEASE);

  expect(await claimDeliveries(owed.db, { ...LEASE, now: NOW + 59_999 })).toEqual([]);
  expect(await claimDeliveries(owed.db, { ...LEASE, now: NOW + 60_000 })).toMatchObject([
    { deliveryKey: "m", attempts: 2, payload: { text: "m" } },
  ]);
});

test("a message is not due before its time, and can be put off", async ({ owed }) => {
  await owed.owe("m");
  await postponeDelivery(owed.db, { workspaceId: 1, deliveryKey: "m" }, NOW + 1_000);

  expect(await claimDeliveries(owed.db, { ...LEASE, now: NOW + 999 })).toEqual([]);
  expect(await claimDeliveries(owed.db, { ...LEASE, now: NOW + 1_000 })).toHaveLength(1);
});

test("a version that was replaced while it was sent stays owed", async ({ owed }) => {
  await owed.owe("m");
  const [first] = await claimDeliveries(owed.db, LEASE);
  await owed.owe("m", { payload: { text: "newer" } });

  if (first !== undefined) await settleDelivery(owed.db, first, { state: "sent" });

  expect(await claimDeliveries(owed.db, LEASE)).toMatchObject([
    { version: 2, attempts: 1, payload: { text: "newer" } },
  ]);
});

test("the summary counts what is late and what was given up", async ({ owed }) => {
  for (const key of ["late", "failed", "sent"]) await owed.owe(key);
  const key = { workspaceId: 1, version: 1 };
  await settleDelivery(owed.db, { ...key, deliveryKey: "failed" }, { state: "failed" });
  await settleDelivery(owed.db, { ...key, deliveryKey: "sent" }, { state: "sent" });

  expect(await owedSummary(owed.db, NOW + 60_000)).toEqual({ late: 0, failed: 1 });
  expect(await owedSummary(owed.db, NOW + 60_001)).toEqual({ late: 1, failed: 1 });
});
