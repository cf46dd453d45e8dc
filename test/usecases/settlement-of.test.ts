import { expect } from "vitest";

import type { ClaimedDelivery } from "../../src/db/claim-deliveries.ts";
import type { Db } from "../../src/db/db.ts";
import { oweDelivery } from "../../src/db/deliveries.ts";
import { only, test } from "../db/delivery-test.ts";
import { NOW } from "../support/fixtures.ts";
import {
  ARCHIVED,
  CLOSED,
  deliver,
  FOUND,
  LIMITED,
  NO_ANSWER,
  NO_LINE,
  REVOKED,
} from "./deliver.ts";

test("what the channel will never take is given up, in one transaction with who is told", async ({
  owed,
}) => {
  await owed.owe("a");
  const onRefused = (tx: Db, refused: ClaimedDelivery, reason: string): Promise<void> =>
    oweDelivery(tx, {
      workspaceId: refused.workspaceId,
      deliveryKey: `owner:${refused.deliveryKey}`,
      channel: "U1",
      payload: { text: reason },
      dueAt: NOW + 1,
      now: NOW,
    });

  const { sent, trouble } = await deliver(owed, NOW, {
    outcomes: { a: ARCHIVED },
    deps: { onRefused },
  });

  expect({ sent, trouble }).toEqual({ sent: 0, trouble: ["a"] });
  expect(await owed.states()).toMatchObject([
    { delivery_key: "a", state: "failed", last_error: "is_archived", post_began_at: null },
    { delivery_key: "owner:a", state: "owed" },
  ]);
});

test("when whoever is told fails, nothing is given up, and other channels go on", async ({
  owed,
}) => {
  await owed.owe("a");
  await owed.owe("b", { channel: "C2" });

  const delivering = deliver(owed, NOW, {
    outcomes: { a: ARCHIVED },
    deps: { onRefused: () => Promise.reject(new Error("no owner")) },
  });

  await expect(delivering).rejects.toThrow("no owner");
  expect(await owed.states()).toMatchObject([{ state: "owed" }, { state: "sent" }]);
});

test("a message that can never be sent is given up; nobody is told of the channel", async ({
  owed,
}) => {
  await owed.owe("a");
  const told: string[] = [];

  await deliver(owed, NOW, {
    outcomes: { a: { kind: "refused", reason: "no form of it is taken" } },
    deps: { onRefused: async (_, { deliveryKey }) => void told.push(deliveryKey) },
  });

  expect(told).toEqual([]);
  expect(await owed.states()).toMatchObject([{ state: "failed" }]);
});

test("what did not get through is tried again, later each time, for a day", async ({ owed }) => {
  await owed.owe("a");
  let now = NOW;
  const waits: number[] = [];
  for (let state = "owed"; state === "owed";) {
    expect((await deliver(owed, now, { outcomes: { a: NO_LINE } })).tried).toEqual(["a"]);
    const [row] = await owed.states();
    state = String(row?.["state"]);
    const due = Number(row?.["due_at"]);
    if (state === "owed") waits.push(due - now);
    else break;
    expect((await deliver(owed, due - 1)).tried).toEqual([]);
    now = due;
  }

  expect(waits.slice(0, 4)).toEqual([2_000, 4_000, 8_000, 16_000]);
  expect(Math.max(...waits)).toBe(15 * 60_000);
  expect(now - NOW).toBeGreaterThanOrEqual(24 * 3_600_000);
  expect(await owed.states()).toMatchObject([{ state: "failed", last_error: "no connection" }]);
});

test("the day begins anew with each version", async ({ owed }) => {
  await owed.owe("a");
  const late = NOW + 25 * 3_600_000;
  await owed.owe("a", { dueAt: late, now: late });

  await deliver(owed, late, { outcomes: { a: NO_LINE } });

  expect(await owed.states()).toMatchObject([{ state: "owed", attempts: 1 }]);
});

test("a rate limit closes the channel, and is no attempt", async ({ owed }) => {
  await owed.owe("a");
  await owed.owe("b");

  expect((await deliver(owed, NOW, { outcomes: { a: LIMITED } })).tried).toEqual(["a"]);
  expect((await deliver(owed, NOW + 3_600_000)).tried).toEqual([]);
  expect(await owed.states()).toMatchObject([{ attempts: 0, post_began_at: null }, {}]);
  await owed.pass(30_000);
  expect((await deliver(owed, NOW)).tried).toEqual(["a", "b"]);
});

test("a token that is refused is waited for, however long", async ({ owed }) => {
  await owed.owe("a");
  const late = NOW + 48 * 3_600_000;

  await deliver(owed, late, { outcomes: { a: REVOKED } });

  expect(await owed.states()).toMatchObject([{ state: "owed", due_at: new Date(late + 300_000) }]);
});

test("a message without an answer is looked for before it is posted again", async ({ owed }) => {
  await owed.owe("there");
  await owed.owe("absent", { channel: "C2" });
  const outcomes = { there: NO_ANSWER, absent: NO_ANSWER };
  await deliver(owed, NOW, { outcomes });

  const again = await deliver(owed, NOW + 2_000, { looks: { there: FOUND } });

  expect(again.sought.toSorted()).toEqual(["absent", "there"]);
  expect(again).toMatchObject({ sent: 2, tried: ["absent"] });
  expect(await owed.states()).toMatchObject([
    { delivery_key: "absent", state: "sent", message_ts: "absent.1" },
    { delivery_key: "there", state: "sent", message_ts: "5.5" },
  ]);
});

test("a message whose sender died is looked for, from the first attempt on", async ({ owed }) => {
  await owed.owe("a");
  only(await owed.claim({ leaseMs: 0 }));
  const windows: number[] = [];

  await deliver(owed, NOW + 9_000, {
    deps: {
      find({ postBeganAt }) {
        windows.push(postBeganAt);
        return Promise.resolve(FOUND);
      },
    },
  });

  expect(windows).toEqual([NOW]);
  expect(await owed.states()).toMatchObject([{ state: "sent", message_ts: "5.5" }]);
});

test("an older version that is found owes an edit", async ({ owed }) => {
  await owed.owe("a");
  await deliver(owed, NOW, { outcomes: { a: NO_ANSWER } });
  await owed.owe("a", { payload: { text: "newer" } });

  const { messages, sought } = await deliver(owed, NOW + 2_000, { looks: { a: FOUND } });

  expect(sought).toEqual(["a"]);
  expect(messages).toMatchObject([{ messageTs: "5.5", version: 2, payload: { text: "newer" } }]);
});

test.for([
  ["a rate limit", LIMITED],
  ["a lack of connection", NO_LINE],
  ["a refused token", REVOKED],
] as const)(
  "%s after an attempt without an answer says nothing about that one",
  async ([, refusal], { owed }) => {
    await owed.owe("a");
    await deliver(owed, NOW, { outcomes: { a: NO_ANSWER } });
    await deliver(owed, NOW + 2_000, { outcomes: { a: refusal } });
    await owed.pass(30_000);

    const third = await deliver(owed, NOW + 600_000, { looks: { a: FOUND } });

    expect(third).toMatchObject({ sought: ["a"], tried: [], sent: 1 });
  },
);

test.for([
  ["a rate limit", LIMITED],
  ["a lack of connection", NO_LINE],
] as const)("after %s alone there is nothing to look for", async ([, refusal], { owed }) => {
  await owed.owe("a");
  await deliver(owed, NOW, { outcomes: { a: refusal } });
  await owed.pass(30_000);

  expect(await deliver(owed, NOW + 2_000)).toMatchObject({ sought: [], tried: ["a"] });
});

test("an edit is sent again without a look", async ({ owed }) => {
  await owed.owe("a", { messageTs: "1.1" });
  await deliver(owed, NOW, { outcomes: { a: NO_ANSWER } });

  expect(await deliver(owed, NOW + 2_000)).toMatchObject({ sought: [], tried: ["a"] });
});

test("where Slack does not let us look, the severity decides", async ({ owed }) => {
  await owed.owe("critical", { severity: "critical" });
  await owed.owe("warning", { channel: "C2" });
  const outcomes = { critical: NO_ANSWER, warning: NO_ANSWER };
  await deliver(owed, NOW, { outcomes });
  const composed: boolean[] = [];

  const again = await deliver(owed, NOW + 2_000, {
    looks: { critical: CLOSED, warning: CLOSED },
    deps: {
      async compose({ payload, possiblyRepeated }) {
        composed.push(possiblyRepeated);
        return payload;
      },
    },
  });

  expect(again).toMatchObject({ sent: 1, tried: ["critical"], trouble: ["warning"] });
  expect(composed).toEqual([true]);
  expect(await owed.states()).toMatchObject([
    { delivery_key: "critical", state: "sent" },
    { delivery_key: "warning", state: "unknown", last_error: "missing_scope" },
  ]);
});

test("a look that fails otherwise is made again later", async ({ owed }) => {
  await owed.owe("a");
  await deliver(owed, NOW, { outcomes: { a: NO_ANSWER } });
  const second = await deliver(owed, NOW + 2_000, { looks: { a: NO_ANSWER } });

  expect(second).toMatchObject({ sought: ["a"], tried: [], sent: 0, trouble: ["a"] });
  expect(await owed.states()).toMatchObject([
    { state: "owed", attempts: 2, due_at: new Date(NOW + 6_000), post_began_at: new Date(NOW) },
  ]);
});

test("a message that may stand after a day is not known, rather than failed", async ({ owed }) => {
  await owed.owe("a");
  await deliver(owed, NOW + 25 * 3_600_000, { outcomes: { a: NO_ANSWER } });

  expect(await owed.states()).toMatchObject([{ state: "unknown", last_error: "no answer" }]);
});
