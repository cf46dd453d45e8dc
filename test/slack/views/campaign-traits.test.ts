import { expect, test } from "vitest";

import type { CampaignSummary } from "../../../src/domain/summary.ts";
import { campaignTraits } from "../../../src/slack/views/campaign-traits.ts";
import { summaryView } from "../../../src/slack/views/summary-view.ts";
import { NOW, summaryOf } from "./samples.ts";

const style = { currency: "USD", locale: "en-US" };

test.for<[Partial<CampaignSummary>, string[]]>([
  [{}, ["daily budget $120.00"]],
  [{ budgetKind: "daily" }, ["daily budget $120.00"]],
  [{ budgetKind: "shared" }, ["shared budget $120.00 a day"]],
  [{ budgetKind: "shared", dailyBudgetMicros: undefined }, ["shared budget"]],
  [{ budgetKind: "total", dailyBudgetMicros: undefined }, ["one budget for its whole run"]],
  [{ budgetKind: "ad_sets", dailyBudgetMicros: undefined }, ["budgets on its ad sets"]],
  [
    { pricing: "cpa", learning: true, budgetLostShare: 0.234 },
    ["daily budget $120.00", "pays per sale", "learning", "lost 23% of impressions to budget"],
  ],
  [{ learning: false, budgetLostShare: 0 }, ["daily budget $120.00"]],
  [{ budgetLostShare: 0.004 }, ["daily budget $120.00", "lost under 1% of impressions to budget"]],
])("of %o it says %j", ([known, words]) => {
  expect(campaignTraits(summaryOf("7d", known), style)).toEqual(words);
});

test("they stand in the summary's line of identity", () => {
  const message = summaryView(summaryOf("7d", { pricing: "cpl" }), { now: NOW });
  expect(JSON.stringify(message.blocks[1])).toContain("daily budget $120.00 · pays per lead");
});
