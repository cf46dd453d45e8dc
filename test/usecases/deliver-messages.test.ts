import { expect } from "vitest";

import { test } from "../db/delivery-test.ts";
import { NOW } from "../support/fixtures.ts";
import { signal } from "../support/signal.ts";
import { deliver, NO_LINE } from "./deliver.ts";

test("what is due is sent once, one after another in its channel", async ({ owed }) => {
  for (const key of ["a", "b", "c"]) await owed.owe(key);
  await owed.owe("d", { channel: "C2" });

  const first = await deliver(owed, NOW);
  const second = await deliver(owed, NOW + 3_600_000);

  expect(first).toMatchObject({ sent: 4, trouble: [], sought: [] });
  expect(first.tried.filter((key) => key !== "d")).toEqual(["a", "b", "c"]);
  expect(second).toMatchObject({ sent: 0, tried: [] });
  expect(await owed.states()).toMatchObject([
    { state: "sent", message_ts: "a.1" },
    { state: "sent", message_ts: "b.1" },
    { state: "sent", message_ts: "c.1" },
    { state: "sent", message_ts: "d.1" },
  ]);
});

test("two instances at once send each message once", async ({ owed }) => {
  for (let index = 0; index < 30; index += 1)
    await owed.owe(`m${index}`, { channel: `C${index % 6}` });

  const both = await Promise.all([deliver(owed, NOW), deliver(owed, NOW)]);

  const tried = both.flatMap((each) => each.tried);
  expect(new Set(tried).size).toBe(30);
  expect(tried).toHaveLength(30);
});

test("one channel's trouble holds up no other, nor does one that does not answer", async ({
  owed,
}) => {
  const release = signal<void>();
  await owed.owe("slow", { channel: "C1" });
  for (const key of ["a", "b"]) await owed.owe(key, { channel: "C2" });
  const others = signal<void>();

  const delivering = deliver(owed, NOW, {
    deps: {
      async send({ deliveryKey, channel }) {
        if (deliveryKey === "slow") await release.promise;
        if (deliveryKey === "b") others.resolve();
        return { kind: "sent", channel, messageTs: "1.1" };
      },
    },
  });
  await others.promise;
  release.resolve();

  expect(await delivering).toMatchObject({ sent: 3 });
});

test("the content is made when it is sent; what cannot be made is tried again", async ({
  owed,
}) => {
  await owed.owe("a");
  const failing = { compose: () => Promise.reject(new Error("no numbers")) };
  const first = await deliver(owed, NOW, { deps: failing });

  const second = await deliver(owed, NOW + 2_000, {
    deps: { compose: ({ payload }) => Promise.resolve({ made: payload }) },
  });

  expect(first).toMatchObject({ tried: [], trouble: ["a"], sent: 0 });
  expect(second).toMatchObject({ sought: [], messages: [{ payload: { made: { text: "a" } } }] });
});

test("no call begins when the lease has less than a call's time left", async ({ owed }) => {
  await owed.owe("a");
  let clock = 0;
  const allowed: boolean[] = [];

  await deliver(owed, NOW, {
    deps: {
      monotonic: () => clock,
      async send({ mayCall }) {
        for (const at of [0, 19_999, 20_000]) {
          clock = at;
          allowed.push(mayCall());
        }
        return NO_LINE;
      },
    },
  });

  expect(allowed).toEqual([true, true, false]);
});

test("a message that is replaced while it is posted is edited to its new form", async ({
  owed,
}) => {
  await owed.owe("a");
  const seen: unknown[] = [];

  await deliver(owed, NOW, {
    deps: {
      async send({ messageTs, channel, payload }) {
        seen.push([messageTs, payload]);
        if (messageTs === undefined) await owed.owe("a", { payload: { text: "newer" } });
        return { kind: "sent", channel, messageTs: "1.1" };
      },
    },
  });

  expect(seen).toEqual([
    [undefined, { text: "a" }],
    ["1.1", { text: "newer" }],
  ]);
});
