import { expect, test } from "vitest";

import { readText, table, utf16 } from "./in-memory-file.ts";

test("LinkedIn's texts go on over lines, its days are in UTC and month first", async () => {
  const text = [
    "Campaign Performance Report (in UTC)",
    '"Report Start: October 1, 2024, 12:00 AM"',
    '"Report End: October 31, 2024, 11:59 PM"',
    '"Date Generated: November 2, 2024, 9:00 AM"',
    "",
    "Start Date (in UTC)\tAccount Name\tCurrency\tCampaign Group ID\tCampaign Group Name\tCampaign Name\tAd Introduction Text\tTotal Spent\tImpressions\tClicks\tConversions\tTotal Conversion Value",
    '10/1/2024\tAcme\tEUR\t7\tGroup\tRetargeting\t"Two\r\nlines, one ""ad"""\t12.34\t1000\t10\t1\t99.5',
    "10/2/2024\tAcme\tEUR\t7\tGroup\tProspecting\tPlain\tten\t500\t5\t0\t0",
  ].join("\r\n");

  const read = await readText(utf16(text));

  expect(read.profile).toMatchObject({
    platform: "linkedin_ads",
    currency: "EUR",
    zone: "UTC",
    account: "Acme",
    grain: "day",
  });
  expect(read.campaigns).toEqual([{ name: "Group", externalId: "7" }]);
  expect(read.days).toEqual({ from: "2024-10-01", to: "2024-10-01" });
  expect(read.totals).toMatchObject({ spendMicros: 12_340_000n, valueMicros: 99_500_000n });
  expect(read.faults).toEqual([
    {
      line: 9,
      column: "Total Spent",
      message: '"ten" is not an amount; correct the cell, or export the report again.',
    },
  ]);
});

test("LinkedIn's campaign of 2026 is the campaign group of before", async () => {
  const text = table(
    "Start Date (in UTC),Campaign ID,Campaign Name,Ad Set ID,Ad Set Name,Total Spent",
    "2026-05-01,7,Group,8,Retargeting,12.34",
    "2026-05-01,7,Group,9,Prospecting,1.00",
  );

  const read = await readText(text);

  expect(read.campaigns).toEqual([{ name: "Group", externalId: "7" }]);
  expect(read.totals.spendMicros).toBe(13_340_000n);
});

test("a Dutch LinkedIn export writes the day first", async () => {
  const text = table("Start Date (in UTC),Campaign Name,Total Spent", "5-6-2026,Merk,1.50");

  const read = await readText(text);

  expect(read.days).toEqual({ from: "2026-06-05", to: "2026-06-05" });
});
