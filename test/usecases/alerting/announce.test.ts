import { describe, expect } from "vitest";

import { addDays } from "../../../src/domain/day.ts";
import { ruleOf, test } from "../../support/alert-desk.ts";
import { alike, brief, FIRST, HOUR, onlyId, owed, tick } from "./alert-story.ts";
import { factsOf } from "./replay.ts";

describe("an alert", () => {
  test("is one message for its whole life, with words in its thread", async ({ desk }) => {
    const account = await desk.account();
    await alike(account, ["A"], [41, 42, 43, 30]);
    await desk.add(ruleOf({ remindEveryHours: 48 }));

    await desk.check(tick(0));
    const key = `episode:${await onlyId(desk)}`;
    const first = await owed(desk);
    await desk.sendAll();
    await desk.check(tick(1));
    const second = await owed(desk);
    await desk.sendAll();
    await desk.check(tick(2));
    const third = await owed(desk);
    await desk.sendAll();
    await desk.check(tick(3));

    expect(first).toEqual([[key, null, "episode", "owed"]]);
    expect(second).toEqual([[key, null, "episode", "owed"]]);
    expect(third).toEqual([
      [key, null, "episode", "owed"],
      [`${key}:reminder:${tick(2)}`, key, "reminder", "owed"],
    ]);
    expect(await owed(desk)).toEqual([
      [key, null, "episode", "owed"],
      [`${key}:recovered:${tick(3)}`, key, "recovered", "owed"],
    ]);
  });

  test("that nobody has been sent yet is owed once, as it stands", async ({ desk }) => {
    const account = await desk.account();
    await alike(account, ["A"], [41, 42, 43]);
    await desk.add(ruleOf());

    for (const day of [0, 1, 2]) await desk.check(tick(day));

    const [row, ...others] = await desk.deliveries();
    expect(others).toEqual([]);
    expect(row).toMatchObject({ version: 3, state: "owed" });
  });

  test("keeps what it fired with when its days are restated", async ({ desk }) => {
    const account = await desk.account();
    await alike(account, ["A"], [41, 45]);
    await desk.add(ruleOf({ window: { days: 2 }, when: { above: 40 } }));
    await account.put(factsOf("A", addDays(FIRST, -1), [41]));
    await desk.check(tick(0));

    await account.put(factsOf("A", FIRST, [61]));
    await desk.check(tick(1));

    const [row] = await desk.episodes();
    expect(row).toMatchObject({ firing: { value: 41 }, latest: { value: 53 } });
  });

  test("of a campaign that flaps says so once, and nothing more", async ({ desk }) => {
    const account = await desk.account();
    await alike(account, ["A"], [41, 30, 41, 30, 41, 30, 41, 30]);
    await desk.add(ruleOf());

    for (let day = 0; day < 8; day += 1) await desk.check(tick(day));

    const kinds = (await desk.deliveries()).map((row) => brief(row)[2]);
    expect(kinds).toEqual(["episode", "recovered", "episode", "flapping"]);
    expect((await desk.episodes()).map(({ phase, flapping }) => [phase, flapping])).toEqual([
      ["resolved", false],
      ["firing", true],
    ]);
  });

  test.for([
    [{ quietHours: { from: "08:00", to: "10:30" } }, 1.5],
    [{ quietHours: { from: "08:00", to: "10:30" }, severity: "critical" }, 0],
    [{ quietHours: { from: "10:00", to: "08:00" } }, 0],
    [{ quietHours: { from: "10:00", to: "11:00" }, timezone: "Europe/Berlin" }, 1],
  ] as const)("with %j waits %d hours", async ([words, hours], { desk }) => {
    const account = await desk.account();
    await alike(account, ["A"], [41]);
    await desk.add(ruleOf({ schedule: "0 9 * * *", ...words }));

    await desk.check(tick(0));

    const due = (await desk.deliveries()).map((row) => (row["due_at"] as Date).getTime());
    expect(due).toEqual([tick(0) + hours * HOUR]);
  });
});

describe("many alerts at once", () => {
  const SIX = ["A", "B", "C", "D", "E", "F"];

  test.for([
    [5, 5],
    [6, 1],
  ] as const)(
    "%d of one channel and tick are %d messages",
    async ([alerts, messages], { desk }) => {
      const account = await desk.account();
      await alike(account, SIX.slice(0, alerts), [41]);
      await desk.add(ruleOf());
      const { opened } = await desk.check(tick(0));

      expect(opened).toHaveLength(alerts);
      expect(await desk.deliveries()).toHaveLength(messages);
    },
  );

  test("of two channels are apart", async ({ desk }) => {
    const account = await desk.account();
    await alike(account, SIX, [41]);
    await desk.add(ruleOf());
    await desk.add(
      ruleOf({ channel: "#other", scope: { campaigns: ["A"] }, severity: "critical" }),
    );

    await desk.check(tick(0));

    expect((await desk.deliveries()).map((row) => [row["channel"], brief(row)[2]])).toEqual([
      ["#perf-alerts", "digest"],
      ["#other", "episode"],
    ]);
  });

  test("have one thread, in which only what recovered is called so", async ({ desk }) => {
    const account = await desk.account();
    await alike(account, SIX, [41, 30, 41, 41, 30]);
    await account.put(factsOf("A", addDays(FIRST, 2), [41, 30, 41]));
    await desk.add(ruleOf());
    const key = (day: number) => `digest:#perf-alerts:${tick(day)}`;

    await desk.check(tick(0));
    await desk.sendAll();
    await desk.check(tick(1));
    const recovered = await owed(desk);
    await desk.sendAll();
    await desk.check(tick(2));
    await desk.sendAll();
    // A's second recovery is its fourth change.
    await desk.check(tick(3));

    const ids = (await desk.episodes()).map(({ episode_id }) => Number(episode_id));
    expect(recovered).toEqual([
      [key(0), null, "digest", "owed"],
      [`${key(0)}:note:${tick(1)}`, key(0), "digest-note", "owed"],
    ]);
    const notes = (await desk.deliveries()).filter((row) => brief(row)[2] === "digest-note");
    expect(notes.map(({ payload }) => payload)).toEqual([
      { kind: "digest-note", recovered: ids.slice(0, 6), reminded: [] },
    ]);
    expect(await owed(desk)).toEqual([[key(2), null, "digest", "owed"]]);
  });
});
