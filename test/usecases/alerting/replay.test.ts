import { describe, expect } from "vitest";

import { ruleOf, test } from "../../support/alert-desk.ts";
import { factsOf, replay, type Told, words } from "./replay.ts";

const FIRST = "2026-11-02";
const NO_CONVERSION = (spend: number): Told => [spend, 0];

interface Case {
  readonly days: readonly Told[];
  readonly rule?: Readonly<Record<string, unknown>>;
  /** `day of November: change`, the tick being on the morning after the day of the numbers. */
  readonly expected: readonly string[];
}

/** A campaign that has a quiet week behind it; another one keeps the account's days complete. */
const CASES: Readonly<Record<string, Case>> = {
  "fires strictly beyond the limit": {
    days: [40, 40.01],
    expected: ["04 ok → firing 40.01"],
  },
  "counts breaches in a row": {
    days: [41, 42, 39, 41, 43, 44],
    rule: { for: 2 },
    expected: [
      "03 ok → pending 41",
      "04 pending → firing 42",
      "05 firing → resolved 39",
      "06 ok → pending 41",
      "07 pending → firing 43",
    ],
  },
  "begins anew after an evaluation inside the limit": {
    days: [41, 40, 41, 41, 41],
    rule: { for: 3 },
    expected: [
      "03 ok → pending 41",
      "04 pending → ok 40",
      "05 ok → pending 41",
      "07 pending → firing 41",
    ],
  },
  "stays open inside the margin": {
    days: [50, 40, 36.01, 36],
    rule: { recover: { margin: 0.1 } },
    expected: ["03 ok → firing 50", "06 firing → resolved 36"],
  },
  "counts recoveries in a row": {
    days: [50, 36, 37, 36, 36, 50],
    rule: { recover: { margin: 0.1, for: 2 } },
    expected: ["03 ok → firing 50", "07 firing → resolved 36", "08 ok → firing 50"],
  },
  "recovers below a limit from above it by the margin": {
    days: [19, 20, 21.99, 22],
    rule: { when: { below: 20 }, recover: { margin: 0.1 } },
    expected: ["03 ok → firing 19", "06 firing → resolved 22"],
  },
  "lets a campaign's missing day change nothing": {
    days: [41, undefined, 42, undefined, 30],
    rule: { for: 2 },
    expected: ["03 ok → pending 41", "05 pending → firing 42", "07 firing → resolved 30"],
  },
  "does not go over again what is over while nothing can be said": {
    days: [NO_CONVERSION(4_000), 30, 41, 41, NO_CONVERSION(4_000)],
    rule: { guards: { confidence: 0.95 } },
    expected: ["03 ok → firing null", "04 firing → resolved 30", "07 ok → firing null"],
  },
  "says nothing of a conversion's absence without a confidence": {
    days: [NO_CONVERSION(4_000), NO_CONVERSION(4_000)],
    expected: [],
  },
  "fires on three limits of spend without a conversion at 95 %": {
    days: [NO_CONVERSION(119.8), NO_CONVERSION(119.84), 30],
    rule: { guards: { confidence: 0.95 } },
    expected: ["04 ok → firing null", "05 firing → resolved 30"],
  },
  "says nothing where nothing was spent": {
    days: [50, [0, 0], [0, 0], 30],
    rule: { guards: { confidence: 0.95 } },
    expected: [],
  },
  "keeps firing through days of thin data": {
    days: [500, [0, 0], 5, 30],
    rule: { guards: { minSpend: 20 } },
    expected: ["03 ok → firing 500", "06 firing → resolved 30"],
  },
  "looks at the sum of a window, not at a mean of ratios": {
    days: [
      [100, 1],
      [10, 9],
      [0, 0],
    ],
    rule: { window: { days: 3 }, when: { above: 12 } },
    expected: [`03 ok → firing ${140 / 3}`, `04 firing → resolved ${130 / 11}`],
  },
};

describe("a back-test and checks tick by tick", () => {
  test.for(Object.entries(CASES))("%s", async ([, { days, rule, expected }], { db, desk }) => {
    const account = await desk.account();
    const last = days.length + 1;
    await account.put([
      ...factsOf(
        "Other",
        "2026-10-30",
        Array.from({ length: days.length + 4 }, () => 35),
      ),
      ...factsOf("A", "2026-10-26", [20, 20, 20, 20, 20, 20, 20]),
      ...factsOf("A", FIRST, days),
    ]);
    const changes = await replay(db, desk, {
      rule: ruleOf(rule),
      range: { from: "2026-11-03", to: `2026-11-${String(last + 1).padStart(2, "0")}` },
    });
    const ofA = changes.filter(({ campaign }) => campaign === "A");
    expect(words(ofA)).toEqual(
      expected.map((line) => `2026-11-${line.slice(0, 2)}T09:00 A ${line.slice(3)}`),
    );
  });
});
