import { expect, test } from "vitest";

import { readText, table, takeText } from "./in-memory-file.ts";

test.for(["Date", "By Day", "Stat Time Day"])(
  "TikTok's ads of a campaign are added up, by %s",
  async (day) => {
    const text = table(
      `Campaign name,Ad Group Name,Ad Name,${day},Cost,CPM,Impression,Clicks (Destination),Conversions,CPA,Currency`,
      "One,G,A1,2023-11-16,56873,9244,6152,17,0,0,IDR",
      "One,G,A2,2023-11-16,180858,9228,19598,84,10,18085,IDR",
      "Total of 2 results,-,-,-,237731,-,25750,101,10,-,IDR",
    );

    const read = await readText(text);

    expect(read.profile).toMatchObject({ platform: "tiktok_ads", currency: "IDR", grain: "day" });
    expect(read.totals).toMatchObject({
      spendMicros: 237_731_000_000n,
      clicks: 101,
      conversions: 10,
    });
    expect(read.platformTotal).toBe(237_731_000_000n);
    expect(read.campaigns).toHaveLength(1);
  },
);

test("Microsoft's lines above and below the table are no rows", async () => {
  const text = table(
    '"Report Name: Campaigns"',
    '"Report Time: 9/1/2026,9/2/2026"',
    '"Time Zone: (GMT-05:00) Eastern Time"',
    '"Last Completed Available Day: 9/3/2026"',
    '"Report Aggregation: Daily"',
    '"Report Filter: "',
    '"Potential Incomplete Data: true"',
    '"Rows: 2"',
    "",
    '"Gregorian date","Account name","CampaignName","CampaignId","Impressions","Clicks","Spend","Conversions","Revenue"',
    '"9/1/2026","Acme","Brand","11","1000","10","12.5","2","40.00"',
    '"9/2/2026","Acme","Brand","11","1000","10","7.5","1","20.00"',
    "",
    '"@2026 Microsoft Corporation. All rights reserved. "',
  );

  const read = await readText(text);

  expect(read.profile).toMatchObject({ platform: "microsoft_ads", account: "Acme", grain: "day" });
  expect(read.days).toEqual({ from: "2026-09-01", to: "2026-09-02" });
  expect(read.totals).toMatchObject({
    spendMicros: 20_000_000n,
    conversions: 3,
    valueMicros: 60_000_000n,
  });
  expect(read.rows).toEqual({ read: 2, accepted: 2, rejected: 0 });
});

test("a Microsoft report without days covers its report time", async () => {
  const text = table(
    '"Report Name: Campaigns"',
    '"Report Time: 9/1/2026,9/2/2026"',
    "",
    "CampaignName,Spend",
    "Brand,12.5",
  );

  const read = await readText(text);

  expect(read.profile.period).toEqual({ from: "2026-09-01", to: "2026-09-02" });
});

test("Pinterest says which of its spends is the account's", async () => {
  const text = table(
    "Date,Campaign ID,Campaign name,Spend in account currency,Impressions,Outbound clicks",
    "2026-05-01,1,Pins,3.50,100,5",
  );

  const read = await readText(text);

  expect(read.profile.platform).toBe("pinterest_ads");
  expect(read.totals).toMatchObject({ spendMicros: 3_500_000n, clicks: 5 });
});

test.for([
  { orders: "14 Day Total Orders (#)", sales: "14 Day Total Sales (₹)" },
  { orders: "7 Day Total Orders (#)", sales: "7 Day Total Sales " },
])(
  "Amazon's $sales are the value, and a campaign's start is no day of its numbers",
  async ({ orders, sales }) => {
    const text = table(
      `Date,Start Date,End Date,Campaign Name,Status,Currency,Impressions,Clicks,Last Year Clicks,Spend,Last Year Spend,${orders},${sales}`,
      '"Feb 1, 2020","Jan 18, 2020",,Pain relief,ENABLED,INR,782,13,99,Rs.201.68,Rs.999.0,3,Rs.961.62',
    );

    const read = await readText(text);

    expect(read.profile).toMatchObject({ platform: "amazon_ads", currency: "INR" });
    expect(read.days).toEqual({ from: "2020-02-01", to: "2020-02-01" });
    expect(read.totals).toEqual({
      spendMicros: 201_680_000n,
      impressions: 782,
      clicks: 13,
      conversions: 3,
      valueMicros: 961_620_000n,
    });
  },
);

test("a warehouse's micros are millionths, its hours are days", async () => {
  const text = table(
    "campaign_id,stat_time_hour,cost_micros,conversions_value_micros",
    "5,2021-09-15 5:00:00,2250000,4500000",
    "5,2021-09-15 6:00:00,1,0",
  );

  const { outcome, rows } = await takeText(text);

  expect(rows.map((row) => [row.day, row.spendMicros, row.valueMicros])).toEqual([
    ["2021-09-15", 2_250_000n, 4_500_000n],
    ["2021-09-15", 1n, 0n],
  ]);
  expect(outcome).toMatchObject({ campaigns: [{ name: "5", externalId: "5" }] });
});

test("of two campaign columns the first is taken, and both are named", async () => {
  const text = table(
    "Date,xyz_campaign_id,fb_campaign_id,Spent,view_through_conversions,all_conv.,Cost / conv.",
    "31-08-2023,916,103916,1.429999948,5,6,7",
  );

  const read = await readText(text);

  expect(read.campaigns).toEqual([{ name: "916", externalId: "916" }]);
  expect(read.profile.warnings).toEqual([
    'Campaign: read from the column "xyz_campaign_id"; "fb_campaign_id" not used.',
  ]);
  expect(read.totals).toMatchObject({ spendMicros: 1_430_000n, conversions: 0 });
  expect(read.days).toEqual({ from: "2023-08-31", to: "2023-08-31" });
});
