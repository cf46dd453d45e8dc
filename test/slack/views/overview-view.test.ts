import { describe, expect, test } from "vitest";

import { measure } from "../../../src/domain/summary.ts";
import { ladderOf } from "../../../src/slack/views/degrade.ts";
import { overviewView } from "../../../src/slack/views/overview-view.ts";
import type { SlackMessage } from "../../../src/slack/views/slack-message.ts";
import { currencyOf, lineOf, NOW, period } from "./samples.ts";

const now = { now: NOW };
const read = (message: SlackMessage): string => JSON.stringify(message.blocks);
const count = (message: SlackMessage, type: string): number =>
  message.blocks.filter((block) => block.type === type).length;

describe("the overview", () => {
  test("draws at most two charts, whatever the number of currencies", () => {
    const currencies = ["USD", "EUR", "GBP", "JPY", "CHF", "SEK"].map((currency) =>
      currencyOf({ currency }),
    );
    const message = overviewView(currencies, now);

    expect(count(message, "data_visualization")).toBe(2);
    expect(count(message, "data_table")).toBe(4);
    expect(read(message)).toContain("CHF: CHF");
    expect(message.text).toContain("SEK");
  });

  test("cuts the table to what Slack takes and says how many campaigns are left", () => {
    const campaigns = Array.from({ length: 500 }, (_, index) => lineOf(index % 4));
    const message = overviewView([currencyOf({ campaigns, campaignCount: 10_000 })], now);
    const table = message.blocks.find((block) => block.type === "data_table");

    expect(table?.rows).toHaveLength(100);
    expect(read(message)).toContain("9,901 more campaigns");
  });

  test("of a day that is not over compares no sum with all of the day before", () => {
    const today = period("today");
    const freshness = { lastDay: "2026-11-22", loadedAt: NOW };
    const [account] = currencyOf().accounts;
    const accounts = account === undefined ? [] : [{ ...account, range: today, freshness }];
    const message = overviewView([currencyOf({ period: today, accounts, freshness })], now);

    expect(read(message)).toMatch(/\*Spend\*\\n\$[\d,.]+ {2}so far, was \$/);
    expect(read(overviewView([currencyOf()], now))).not.toContain("so far");
  });

  test("of totals of exactly these days, which have no days, says no word of what is still to come", () => {
    const freshness = { lastDay: undefined, loadedAt: NOW };
    const accounts = currencyOf().accounts.map((account) => ({ ...account, freshness }));
    const message = overviewView([currencyOf({ accounts, freshness, daily: [] })], now);

    expect(read(message)).not.toContain("so far");
    expect(read(message)).toContain("change");
  });

  test.for([
    ["Pacific/Auckland", "America/Los_Angeles"],
    ["America/Los_Angeles", "Pacific/Auckland"],
  ])("of a day that is not over in one account's zone says so far: %s first", (zones) => {
    // The 22nd is over in Auckland, and not in Los Angeles.
    const range = period("2026-11-16..2026-11-22");
    const freshness = { lastDay: "2026-11-22", loadedAt: NOW };
    const [account] = currencyOf().accounts;
    const accounts = zones.flatMap((zone) =>
      account === undefined ? [] : [{ ...account, zone, range, freshness }],
    );
    const message = overviewView([currencyOf({ period: range, accounts, freshness })], now);

    expect(read(message)).toContain("so far");
  });

  test("sorts a campaign without a CPA to one end, and shows a dash for it", () => {
    const message = overviewView([currencyOf()], now);
    const table = message.blocks.find((block) => block.type === "data_table");
    const column = table?.rows[0]?.findIndex((cell) => "text" in cell && cell.text === "CPA") ?? 0;
    const cells = table?.rows.slice(1).map((row) => row[column]);

    expect(cells?.every((cell) => cell?.type === "raw_number")).toBe(true);
    expect(cells?.[3]).toEqual({ type: "raw_number", value: -1e15, text: "–" });
  });

  test("ranks a campaign that spends without a conversion as the worst miss of a target", () => {
    const message = overviewView([currencyOf()], now);
    const table = message.blocks.find((block) => block.type === "data_table");
    const missed = table?.rows.slice(1).map((row) => row.at(-1));

    expect(missed?.[3]).toEqual({ type: "raw_number", value: 1e15, text: "no conversion (CPA)" });
  });

  test("shows a dash where no value of a campaign is tracked, beside others of which one is", () => {
    const silent = {
      ...lineOf(3),
      target: { metric: "roas", ratio: 3 },
      withoutValue: true,
    } as const;
    const message = overviewView([currencyOf({ campaigns: [lineOf(0), silent] })], now);
    const table = message.blocks.find((block) => block.type === "data_table");
    const row = JSON.stringify(table?.rows[2]);

    expect(row).not.toContain("0.00×");
    expect(row).not.toContain("ROAS");
    expect(read(message)).toContain("– where no conversion value is tracked: 1 campaign.");
  });

  test("leaves out the ROAS of campaigns that never had a value", () => {
    const campaigns = [lineOf(3)].map((line) => ({ ...line, previous: measure([]) }));
    const table = overviewView([currencyOf({ campaigns })], now).blocks.find(
      (block) => block.type === "data_table",
    );

    expect(JSON.stringify(table?.rows[0])).not.toContain('"ROAS"');
  });

  test("names each account's zone and days where they differ", () => {
    const summary = currencyOf();
    const [account] = summary.accounts;
    const range = { from: "2026-11-16", to: "2026-11-22" };
    const accounts = account
      ? [account, { ...account, name: "Asia", zone: "Asia/Tokyo", range }]
      : [];

    const text = read(overviewView([{ ...summary, accounts }], now));

    expect(text).toContain("Google Ads, Main · America/New_York · 15–21 Nov 2026 · data through");
    expect(text).toContain("Google Ads, Asia · Asia/Tokyo · 16–22 Nov 2026 · data through");
  });

  test("without numbers in the period says so and how far the data reach", () => {
    const empty = currencyOf({ campaigns: [], campaignCount: 0, daily: [], current: measure([]) });
    const text = read(overviewView([{ ...empty, period: period("today") }], now));

    expect(text).toContain("No numbers in USD for today (22 Nov 2026).");
    expect(text).toContain("Data through 21 Nov 2026");
  });
});

describe("the ladder", () => {
  const [native, table, text] = ladderOf(overviewView([currencyOf(), currencyOf()], now));

  test("has charts and data tables on the first rung, one plain table on the second, text on the third", () => {
    const shapes = [native, table, text].map((rung) =>
      ["data_visualization", "data_table", "table"].map((type) => count(rung, type)),
    );

    expect(shapes).toEqual([
      [2, 2, 0],
      [0, 0, 1],
      [0, 0, 0],
    ]);
  });

  test("lines the figures up in code blocks", () => {
    expect(read(text)).toMatch(/Day {5}ROAS\\n15 Nov {2}2\.80\\n16 Nov {2}2\.74/);
  });
});
