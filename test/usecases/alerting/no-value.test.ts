import { describe, expect } from "vitest";

import { backtestRule } from "../../../src/usecases/alerting/backtest-rule.ts";
import { explainQuiet } from "../../../src/usecases/alerting/explain-quiet.ts";
import { summarizeCampaign } from "../../../src/usecases/summarize-campaign.ts";
import { summarizeWorkspace } from "../../../src/usecases/summarize-workspace.ts";
import { ruleOf, test, tickAfter } from "../../support/alert-desk.ts";
import type { Fact } from "../../support/desk-account.ts";

const DAY = "2026-11-01";
const ROAS = ruleOf({ name: "ROAS under 2", metric: "roas", when: { below: 2 } });

function day(campaign: string, conversions: number, value: number): Fact {
  return { campaign, day: DAY, spend: 100, clicks: 100, impressions: 1_000, conversions, value };
}

describe("a ROAS rule", () => {
  test.for([
    ["of leads in an account of leads", [day("Leads", 5, 0)], []],
    ["of leads beside shops", [day("Leads", 5, 0), day("Shop", 5, 500)], []],
    ["without a lead yet in an account of leads", [day("New", 0, 0), day("Leads", 5, 0)], []],
    ["of a shop without a sale yet", [day("New", 0, 0), day("Shop", 5, 500)], ["New"]],
    [
      "of a shop that has had sales",
      [{ ...day("Shop", 5, 500), day: "2026-03-01" }, day("Shop", 2, 0)],
      ["Shop"],
    ],
    [
      "of an account that had value once",
      [{ ...day("Old", 5, 500), day: "2026-03-01" }, day("New", 0, 0)],
      ["New"],
    ],
    [
      "whose value comes a day later",
      [day("Leads", 5, 0), { ...day("Leads", 5, 500), day: "2026-11-02" }],
      [],
    ],
  ] as const)("%s", async ([, facts, expected], { db, desk }) => {
    const account = await desk.account();
    await account.put(facts);
    await desk.add(ROAS);

    const range = { from: "2026-11-02", to: "2026-11-02" };
    const replayed = await backtestRule(db, desk.scope, { rule: ROAS, range });
    const report = await desk.check(tickAfter(DAY));

    expect(report.opened.map(({ campaign }) => campaign)).toEqual(expected);
    expect(replayed.transitions.map(({ campaign }) => campaign)).toEqual(expected);
  });

  test("ends what is open once its campaign converts without a value, in a back-test too", async ({
    db,
    desk,
  }) => {
    const account = await desk.account();
    await account.put([day("New", 0, 0), day("Shop", 5, 500)]);
    await desk.add(ROAS);
    const opened = await desk.check(tickAfter(DAY));
    await account.put([
      { ...day("New", 5, 0), day: "2026-11-02" },
      { ...day("Shop", 5, 500), day: "2026-11-02" },
    ]);

    const ended = await desk.check(tickAfter("2026-11-02"));
    const again = await desk.check(tickAfter("2026-11-02") + 3_600_000);
    const range = { from: "2026-11-02", to: "2026-11-03" };
    const replayed = await backtestRule(db, desk.scope, { rule: ROAS, range });

    expect(opened.opened).toHaveLength(1);
    expect(ended.resolved.map(({ campaign }) => campaign)).toEqual(["New"]);
    expect(again.resolved).toEqual([]);
    expect(replayed.transitions.map(({ to }) => to)).toEqual(["firing", "resolved"]);
    expect(replayed.transitions.at(-1)?.reason).toContain("no value is tracked");
  });

  test("counts what has no value as thin, and says why", async ({ db, desk }) => {
    const account = await desk.account();
    const campaignId = await account.campaign("Leads");
    await account.put([day("Leads", 5, 0)]);
    await desk.add(ROAS);

    const report = await desk.check(tickAfter(DAY));
    const now = tickAfter(DAY);
    const quiet = await explainQuiet(db, { ...desk.scope, now }, { campaignId });

    expect(report).toMatchObject({ evaluated: 1, opened: [], withheld: { thin_data: 1 } });
    expect(quiet.rules).toMatchObject([{ verdict: { kind: "withheld", because: "no_value" } }]);
  });
});

test("a campaign of which a rule says that no value is tracked is one in every summary", async ({
  db,
  desk,
}) => {
  const account = await desk.account();
  const campaign = await account.campaign("Leads");
  await account.put([day("Leads", 5, 0), day("Shop", 5, 500), day("New", 0, 0)]);
  const now = tickAfter(DAY);
  const scope = { ...desk.scope, now };
  const period = `${DAY}..${DAY}`;

  const [all] = await summarizeWorkspace(db, scope, { period });
  const leads = await summarizeCampaign(db, scope, { campaign, period });

  const silent = all?.campaigns.filter(({ withoutValue }) => withoutValue);
  expect(silent?.map(({ campaign }) => campaign.name)).toEqual(["Leads"]);
  expect(leads).toMatchObject({ withoutValue: true, current: { kpis: { roas: 0 } } });
});
