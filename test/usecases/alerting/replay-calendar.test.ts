import fc from "fast-check";
import { describe, expect } from "vitest";

import { addDays, eachDay } from "../../../src/domain/day.ts";
import { METRICS } from "../../../src/domain/kpi.ts";
import { ruleOf, test } from "../../support/alert-desk.ts";
import type { DeskAccount, Fact } from "../../support/desk-account.ts";
import { draws } from "../../support/draws.ts";
import { factsOf, replay, type Told, words } from "./replay.ts";

function costs(...days: readonly Told[]): readonly Told[] {
  return days;
}

describe("gaps in the data", () => {
  test("a day that the whole account lacks neither opens nor closes anything", async ({
    db,
    desk,
  }) => {
    const account = await desk.account();
    const days = costs(20, 41, 41, 30, 41);
    await account.put([...factsOf("A", "2026-11-01", days), ...factsOf("B", "2026-11-01", days)]);
    await account.lose(["2026-11-03", "2026-11-04"]);

    const changes = await replay(db, desk, {
      rule: ruleOf({ for: 2 }),
      range: { from: "2026-11-02", to: "2026-11-06" },
    });

    expect(words(changes)).toEqual([
      "2026-11-03T09:00 A ok → pending 41",
      "2026-11-03T09:00 B ok → pending 41",
      "2026-11-06T09:00 A pending → firing 41",
      "2026-11-06T09:00 B pending → firing 41",
    ]);
  });

  test("a month's pace is withheld, not ended, while a day of it is missing", async ({
    db,
    desk,
  }) => {
    const account = await desk.account();
    await account.campaign("A", { budget: 10 });
    await account.put(
      factsOf(
        "A",
        "2026-10-20",
        Array.from({ length: 30 }, () => 20),
      ),
    );
    await account.lose(["2026-11-10"]);

    const changes = await replay(db, desk, {
      rule: ruleOf({ metric: "spend", when: { overPace: {} } }),
      range: { from: "2026-11-04", to: "2026-11-18" },
    });

    expect(words(changes)).toEqual(["2026-11-04T09:00 A ok → firing 600"]);
  });

  test("four weeks of 28 days are compared with, though they reach back 141 days", async ({
    db,
    desk,
  }) => {
    const account = await desk.account();
    const days = eachDay({ from: "2026-06-01", to: "2026-11-20" });
    // Only the oldest of the four earlier stretches is dear: the mean is 40, without it 20.
    const told = days.map((day) => (day < "2026-08-01" ? 100 : day < "2026-10-24" ? 20 : 45));
    await account.put(factsOf("A", "2026-06-01", told));

    const changes = await replay(db, desk, {
      rule: ruleOf({
        window: { days: 28 },
        when: { risesBy: 0.2, against: "same_weekdays" },
      }),
      range: { from: "2026-11-21", to: "2026-11-21" },
    });

    expect(changes).toEqual([]);
  });

  test("a window that reaches back half a year is judged", async ({ db, desk }) => {
    const account = await desk.account();
    const length = 200;
    const told = Array.from({ length }, () => 41);
    await account.put(factsOf("A", addDays("2026-11-20", 1 - length), told));

    const changes = await replay(db, desk, {
      rule: ruleOf({ window: { days: 92, ignoreLastDays: 92 } }),
      range: { from: "2026-11-21", to: "2026-11-21" },
    });

    expect(words(changes)).toEqual(["2026-11-21T09:00 A ok → firing 41"]);
  });
});

describe("zones", () => {
  test.for([
    // The rule's tick is at half past midnight in Berlin: there, and in UTC a day earlier, other days are complete.
    ["Europe/Berlin", "2026-11-03T23:30"],
    ["UTC", "2026-11-04T23:30"],
    ["America/New_York", "2026-11-04T23:30"],
    ["Pacific/Kiritimati", "2026-11-03T23:30"],
  ] as const)(
    "the days of an account in %s are its own: fires at %s",
    async ([zone, at], { db, desk }) => {
      const account = await desk.account({ zone });
      await account.put(factsOf("A", "2026-11-01", costs(20, 20, 41, 41, 41)));

      const changes = await replay(db, desk, {
        rule: ruleOf({ schedule: "30 0 * * *", timezone: "Europe/Berlin" }),
        range: { from: "2026-11-03", to: "2026-11-06" },
      });

      expect(words(changes)).toEqual([`${at} A ok → firing 41`]);
    },
  );

  test.for([
    ["Europe/Berlin", "2026-03-26", ["08:00", "08:00", "07:00", "07:00", "07:00"]],
    ["Europe/Berlin", "2026-10-22", ["07:00", "07:00", "08:00", "08:00", "08:00"]],
    ["America/New_York", "2026-03-05", ["14:00", "14:00", "13:00", "13:00", "13:00"]],
    ["America/New_York", "2026-10-29", ["13:00", "13:00", "14:00", "14:00", "14:00"]],
  ] as const)(
    "a clock change in %s after %s loses no day and no reminder",
    async ([zone, first, hours], { db, desk }) => {
      const account = await desk.account({ zone });
      await account.put(factsOf("A", first, costs(41, 41, 41, 41, 41)));
      const from = addDays(first, 1);

      const changes = await replay(db, desk, {
        rule: ruleOf({ timezone: zone, remindEveryHours: 24, for: 2 }),
        range: { from, to: addDays(first, 5) },
      });

      expect(words(changes)).toEqual([
        `${from}T${hours[0]} A ok → pending 41`,
        `${addDays(from, 1)}T${hours[1]} A pending → firing 41`,
      ]);
      const reminded = (await desk.events()).filter(({ turn }) => turn === "reminded");
      expect(reminded.map(({ at }) => (at as Date).toISOString().slice(0, 16))).toEqual([
        `${addDays(from, 2)}T${hours[2]}`,
        `${addDays(from, 3)}T${hours[3]}`,
        `${addDays(from, 4)}T${hours[4]}`,
      ]);
    },
  );
});

describe("whatever the rule and the days", () => {
  const DAYS = eachDay({ from: "2026-10-10", to: "2026-11-05" });
  const numbers = fc.record({
    spend: fc.constantFrom(0, 10, 40, 41, 100, 200),
    impressions: fc.constantFrom(0, 1_000),
    clicks: fc.constantFrom(0, 10, 40),
    conversions: fc.constantFrom(0, 0, 1, 2, 5),
    value: fc.constantFrom(0, 40, 100),
  });
  const row = fc.option(numbers, { freq: 8, nil: undefined });
  const campaign = fc.array(row, { minLength: DAYS.length, maxLength: DAYS.length });
  const accounts = fc.array(fc.array(campaign, { minLength: 2, maxLength: 2 }), {
    minLength: 2,
    maxLength: 2,
  });
  const limit = fc.constantFrom(0.5, 1, 20, 40);
  const rule = fc
    .record({
      metric: fc.constantFrom(...METRICS),
      when: fc.oneof(
        fc.record({ above: limit }),
        fc.record({ below: limit }),
        fc.record({
          risesBy: fc.constant(0.2),
          against: fc.constantFrom("previous_period", "same_weekdays"),
        }),
      ),
      window: fc.record({
        days: fc.integer({ min: 1, max: 3 }),
        ignoreLastDays: fc.nat({ max: 1 }),
      }),
      guards: fc.record({ confidence: fc.constantFrom(0.5, 0.8) }, { requiredKeys: [] }),
      for: fc.integer({ min: 1, max: 3 }),
      recover: fc.record({ margin: fc.constantFrom(0, 0.2), for: fc.integer({ min: 1, max: 2 }) }),
      remindEveryHours: fc.constantFrom(24, 48),
      schedule: fc.constantFrom("0 9 * * *", "30 0,12 * * *"),
      timezone: fc.constantFrom("Europe/Berlin", "America/New_York"),
    })
    .map(ruleOf);

  test("both ways say the same", async ({ db, desk }) => {
    const [berlin, newYork] = [
      await desk.account({ name: "B", zone: "Europe/Berlin" }),
      await desk.account({ name: "N", zone: "America/New_York" }),
    ];
    await fc.assert(
      fc.asyncProperty(accounts, rule, async (told, one) => {
        await store(berlin, told[0] ?? [], "B");
        await store(newYork, told[1] ?? [], "N");
        await replay(db, desk, { rule: one, range: { from: "2026-10-22", to: "2026-11-03" } });
      }),
      draws(8),
    );
  }, 240_000);

  async function store(
    account: DeskAccount,
    told: readonly (readonly (Omit<Fact, "campaign" | "day"> | undefined)[])[],
    name: string,
  ): Promise<void> {
    const facts = told.flatMap((days, index) =>
      days.flatMap((one, at) =>
        one === undefined ? [] : [{ ...one, campaign: `${name}${index}`, day: DAYS[at] ?? "" }],
      ),
    );
    await account.put([{ campaign: `${name}0`, day: "2026-10-09" }]);
    await account.lose(DAYS);
    await account.put(facts);
  }
});
