import { describe, expect, test } from "vitest";

import { readPortfolio } from "../../../src/sources/portfolio/read-portfolio.ts";

const DAY = {
  date: "2026-11-21",
  budget: "455.00",
  spend: "436.38",
  impressions: 15_796,
  clicks: 380,
  conversions: 72.5,
  value: "2241.95",
};

const FILE = {
  asOf: "2026-11-22",
  goal: "value",
  currency: "USD",
  total: "3290.00",
  campaigns: [
    { id: "c01", channel: "google", budget: "455.00", min: "364.00", max: "546.00", daily: [DAY] },
  ],
  restatements: [
    { channel: "google", date: "2026-10-09", ageDays: 0, conversions: 98, value: "1984.36" },
  ],
};

const CAMPAIGN = FILE.campaigns[0];

describe("readPortfolio", () => {
  test("reads every field into micros and days", () => {
    const read = readPortfolio(FILE);

    expect(read).toEqual({
      kind: "portfolio",
      portfolio: {
        asOf: "2026-11-22",
        goal: "value",
        currency: "USD",
        maxStep: 0.2,
        totalMicros: 3_290_000_000n,
        groups: undefined,
        campaigns: [
          {
            id: "c01",
            channel: "google",
            budgetMicros: 455_000_000n,
            minMicros: 364_000_000n,
            maxMicros: 546_000_000n,
            group: undefined,
            fixed: undefined,
            daily: [
              {
                day: "2026-11-21",
                budgetMicros: 455_000_000n,
                spendMicros: 436_380_000n,
                valueMicros: 2_241_950_000n,
                impressions: 15_796,
                clicks: 380,
                conversions: 72.5,
              },
            ],
          },
        ],
        restatements: [{ channel: "google", day: "2026-10-09", ageDays: 0, conversions: 98 }],
      },
    });
  });

  test.for([
    ["what is locked", { locked: true }, {}, "locked"],
    ["what has a budget of zero", { budget: "0.00" }, {}, "paused"],
    ["what is paused", { status: "paused" }, {}, "paused"],
    ["what learns", { learning: true }, {}, "learning"],
    [
      "a recent change where days to rest are named",
      { changedOn: "2026-11-20" },
      { restDays: 7 },
      "changed-lately",
    ],
    ["no recent change where none are named", { changedOn: "2026-11-20" }, {}, undefined],
    ["a lifetime budget", { budgetType: "lifetime" }, {}, "lifetime-budget"],
  ] as const)("holds still %s", ([, campaign, file, fixed]) => {
    const read = readPortfolio({ ...FILE, ...file, campaigns: [{ ...CAMPAIGN, ...campaign }] });

    expect(read.kind === "portfolio" && read.portfolio.campaigns[0]?.fixed).toBe(fixed);
  });

  test.for([
    ["a list", [], "the file: must be an object in { }"],
    ["nothing of it", {}, "asOf: is missing"],
    ["a budget that is none", { ...FILE, total: [] }, "total: is not an amount such as 455.00"],
    ["no campaign", { ...FILE, campaigns: [] }, "campaigns: "],
    ["a wrong day", { ...FILE, asOf: "2026-02-30" }, "asOf: is not a day"],
    ["a wrong currency", { ...FILE, currency: "XXQ" }, "currency: is not a currency"],
    ["a wrong goal", { ...FILE, goal: "clicks" }, "goal: must be one of conversions, value"],
    [
      "a wrong amount",
      { ...FILE, campaigns: [{ ...CAMPAIGN, daily: [{ ...DAY, spend: "1,5" }] }] },
      "campaigns.0.daily.0.spend: is not an amount",
    ],
    [
      "a negative amount",
      { ...FILE, campaigns: [{ ...CAMPAIGN, budget: "-1" }] },
      "campaigns.0.budget: is not an amount",
    ],
    [
      "a campaign twice",
      { ...FILE, campaigns: [CAMPAIGN, CAMPAIGN] },
      'campaigns: "c01" stands twice',
    ],
    [
      "a day twice",
      { ...FILE, campaigns: [{ ...CAMPAIGN, daily: [DAY, DAY] }] },
      'campaigns: "c01" has a day twice',
    ],
  ] as const)("says where the fault is: %s", ([, json, fault]) => {
    const read = readPortfolio(json);

    expect(read.kind === "faults" && read.faults[0]).toContain(fault);
  });
});
