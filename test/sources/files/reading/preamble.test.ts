import { expect, test } from "vitest";

import { headerKey } from "../../../../src/sources/files/layout/header-key.ts";
import { totalScope } from "../../../../src/sources/files/layout/totals-row.ts";
import { readPreamble } from "../../../../src/sources/files/reading/preamble.ts";

test.for([
  [['"July 8, 2025 - July 31, 2025"'], "2025-07-08", "2025-07-31"],
  [["Campaign report", "1 January 2026 - 29 May 2026"], "2026-01-01", "2026-05-29"],
  [["9 de abril de 2025 - 21 de abril de 2025"], "2025-04-09", "2025-04-21"],
  [["1. Mai 2026 – 31. Mai 2026"], "2026-05-01", "2026-05-31"],
  [["01.02.2026 - 28.02.2026"], "2026-02-01", "2026-02-28"],
  [["1/2/2026 - 28/2/2026"], "2026-02-01", "2026-02-28"],
  [["# Start date: 20250101", "# End date: 20251030"], "2025-01-01", "2025-10-30"],
  [
    [
      "Report Start: October 1, 2024, 12:00 AM",
      "Report End: October 31, 2024, 11:59 PM",
      "Date Generated: November 2, 2024",
    ],
    "2024-10-01",
    "2024-10-31",
  ],
] as const)("the lines %j cover %s to %s", ([lines, from, to]) => {
  expect(readPreamble(lines, undefined).range).toEqual({ from, to });
});

test.for([
  [["All time"]],
  [["Campaign report"]],
  [["1/2/2026 - 3/4/2026"]],
  [["May 31, 2026 - May 1, 2026"]],
])("the lines %j cover no certain days", ([lines]) => {
  expect(readPreamble(lines ?? [], undefined).range).toBeUndefined();
});

test("an account and a zone may stand above a table", () => {
  const preamble = readPreamble(["# Account: Acme", "Time Zone: Europe/Berlin"], undefined);

  expect(preamble).toMatchObject({ account: "Acme", zone: "Europe/Berlin" });
});

test.for([
  ["Total: Campaigns", "campaigns"],
  ["Total: Account", "account"],
  ["Total: Search", "part"],
  ["Total: Campaign", "part"],
  ["Gesamt: Kampagnen", "campaigns"],
  ["Total : Campagnes", "campaigns"],
  ["Totaal: account", "account"],
  ["Total of 12 results", "all"],
  ["Grand Total", "all"],
  ["Results from 3 campaigns", "all"],
  ["Total Football", undefined],
  ["Summer sale", undefined],
  ["Brand", undefined],
] as const)("the label %s sums %s", ([label, scope]) => {
  expect(totalScope(label)).toBe(scope);
});

test.for([
  ["Conv. value", "conv value"],
  ["campaign_id", "campaign id"],
  ["CampaignName", "campaign name"],
  ["metrics.cost_micros", "metrics cost micros"],
  ["Amount spent (IDR)", "amount spent"],
  ["Start Date (in UTC)", "start date"],
  ["14 Day Total Sales (₹)", "14 day total sales"],
  ["7 Day Total Orders (#)", "7 day total orders"],
  ["7 Day Total Sales ", "7 day total sales"],
  ["Conv. (Platform Comparable)", "conv (platform comparable)"],
  ["Conversions (by conv. time)", "conversions (by conv time)"],
  ["Spend (XQZ)", "spend (xqz)"],
] as const)("the header %s is looked up as %s", ([header, key]) => {
  expect(headerKey(header).key).toBe(key);
});
