import { addDays } from "../../src/domain/day.ts";
import { test as base } from "./cli-test.ts";

export const FILE = {
  name: "CPA over 40",
  scope: { all: true },
  metric: "cpa",
  when: { above: 40 },
  window: { days: 1 },
  channel: "#perf-alerts",
  schedule: "0 9 * * *",
  timezone: "UTC",
};

/** A rule file with changes, and days of a campaign at so much a conversion, from 10 November on. */
export const test = base.extend<{
  rule: (change?: Readonly<Record<string, unknown>>) => Promise<string>;
  days: (campaign: string, costs: readonly number[]) => Promise<void>;
}>({
  rule: ({ put }, use) =>
    use((change = {}) => put("rule.json", JSON.stringify({ ...FILE, ...change }))),
  days: ({ put, trimtab }, use) =>
    use(async (campaign, costs) => {
      const rows = costs.map(
        (cost, at) => `${addDays("2026-11-10", at)},${campaign},${cost},100,10,1`,
      );
      const csv = ["Date,Campaign,Cost,Impressions,Clicks,Conversions", ...rows, ""].join("\n");
      const file = await put(`${campaign}.csv`, csv);
      const words = ["--account", "Main", "--currency", "USD", "--timezone", "UTC"];
      const ran = await trimtab("import", file, ...words);
      if (ran.code !== 0) throw new Error(ran.err);
    }),
});
