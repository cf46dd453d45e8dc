import { expect } from "vitest";

import { deliverMessages } from "../../src/usecases/deliver-messages.ts";
import type { DeliveryOutcome } from "../../src/usecases/ports.ts";
import { type Owed, test } from "../db/delivery-test.ts";
import { NOW } from "../support/fixtures.ts";

/** Delivers what is due, each message with the outcome that its key is given; the others are sent. */
async function deliver(
  { db }: Owed,
  now: number,
  outcomes: Readonly<Record<string, DeliveryOutcome>> = {},
) {
  const tried: string[] = [];
  const trouble: string[] = [];
  const sent = await deliverMessages(
    {
      db,
      onTrouble: (key) => void trouble.push(key),
      send: ({ payload }) => {
        const { text } = payload as { text: string };
        tried.push(text);
        return Promise.resolve(outcomes[text] ?? { kind: "sent" });
      },
    },
    now,
  );
  return { sent, tried, trouble };
}

const LATER: DeliveryOutcome = { kind: "later", reason: "no connection" };

test("what is due is sent once", async ({ owed }) => {
  await owed.owe("a");
  await owed.owe("b", { channel: "C2" });

  const first = await deliver(owed, NOW);
  const second = await deliver(owed, NOW + 3_600_000);

  expect(first).toMatchObject({ sent: 2, trouble: [] });
  expect(first.tried.toSorted()).toEqual(["a", "b"]);
  expect(second).toEqual({ sent: 0, tried: [], trouble: [] });
  expect(await owed.states()).toMatchObject([{ state: "sent" }, { state: "sent" }]);
});

test("what Slack will never take is given up, and heard of", async ({ owed }) => {
  await owed.owe("a");

  const { sent, trouble } = await deliver(owed, NOW, {
    a: { kind: "refused", reason: "is_archived" },
  });

  expect({ sent, trouble }).toEqual({ sent: 0, trouble: ["a"] });
  expect(await owed.states()).toMatchObject([{ state: "failed", last_error: "is_archived" }]);
});

test("what did not get through is tried again, later each time", async ({ owed }) => {
  await owed.owe("a");
  let now = NOW;
  const waits: number[] = [];
  for (let attempt = 1; attempt <= 12; attempt += 1) {
    expect((await deliver(owed, now, { a: LATER })).tried).toEqual(["a"]);
    const [row] = await owed.states();
    const due = Number(row?.["due_at"]);
    waits.push(due - now);
    expect((await deliver(owed, due - 1, { a: LATER })).tried).toEqual([]);
    now = due;
  }

  expect(waits.slice(0, 4)).toEqual([2_000, 4_000, 8_000, 16_000]);
  expect(Math.max(...waits)).toBe(15 * 60_000);
  expect(await owed.states()).toMatchObject([{ state: "failed", last_error: "no connection" }]);
});

test("a rate limit is waited out", async ({ owed }) => {
  await owed.owe("a");

  await deliver(owed, NOW, { a: { kind: "later", reason: "rate limited", afterMs: 30_000 } });

  expect((await deliver(owed, NOW + 29_999)).sent).toBe(0);
  expect((await deliver(owed, NOW + 30_000)).sent).toBe(1);
});

test("a message that is replaced while it is sent is owed in its new form", async ({ owed }) => {
  await owed.owe("a");

  await deliverMessages(
    {
      db: owed.db,
      onTrouble: () => undefined,
      async send() {
        await owed.owe("a", { payload: { text: "newer" } });
        return { kind: "sent" };
      },
    },
    NOW,
  );

  expect((await deliver(owed, NOW)).tried).toEqual(["newer"]);
});

test("one channel's trouble holds up no other", async ({ owed }) => {
  await owed.owe("a", { channel: "C1" });
  await owed.owe("b", { channel: "C2" });

  expect(await deliver(owed, NOW, { a: LATER })).toMatchObject({ sent: 1, trouble: ["a"] });
});
