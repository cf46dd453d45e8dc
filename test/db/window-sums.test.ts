import fc from "fast-check";
import { describe, expect } from "vitest";

import type { Db } from "../../src/db/db.ts";
import { type CampaignWindow, windowSums } from "../../src/db/window-sums.ts";
import { judge } from "../../src/domain/alerting/judge.ts";
import { type RuleWindow, ruleWindow, windowKey } from "../../src/domain/alerting/rule-window.ts";
import type { Rule } from "../../src/domain/alerting/rule.ts";
import { addDays, daysIn } from "../../src/domain/day.ts";
import { METRICS } from "../../src/domain/kpi.ts";
import { type AlertDesk, ruleOf, test, tickAfter } from "../support/alert-desk.ts";
import type { CampaignWords, Fact } from "../support/desk-account.ts";
import { draws } from "../support/draws.ts";

const LAST = "2026-11-20";
const TARGETS: readonly CampaignWords[] = [
  { cpa: 20 },
  { cpa: 40, budget: 10 },
  { roas: 2 },
  { roas: 0.3, budget: 41 },
  { budget: 0 },
  {},
];
const NAMES = Array.from({ length: 36 }, (_, index) => `C${index}`);

/** Numbers from a small set meet limits exactly, and fractions of conversions add up with a floating-point tail. */
const numbers = fc.record({
  spend: fc.constantFrom(0, 0.01, 1, 10, 20, 40, 41, 120, 999_999.999999),
  impressions: fc.constantFrom(0, 1, 1000, 999),
  clicks: fc.constantFrom(0, 1, 10, 33),
  conversions: fc.constantFrom(0, 0, 0.1, 0.2, 0.7, 1, 3, 0.000001),
  value: fc.constantFrom(0, 0.01, 10, 80, 1_000),
});
const world = fc.tuple(
  ...NAMES.map((campaign) =>
    fc
      .uniqueArray(fc.nat({ max: 9 }), { maxLength: 5 })
      .chain((agos) =>
        fc.tuple(
          ...agos.map((ago) =>
            numbers.map((all): Fact => ({ ...all, campaign, day: addDays(LAST, -ago) })),
          ),
        ),
      ),
  ),
);

const limit = fc.constantFrom(0, 0.1, 0.3, 1, 2, 3, 10, 13.333333333333334, 40, 41, 1_000);
const factor = fc.constantFrom(0.3, 0.5, 1, 1.2, 2);
const against = fc.constantFrom("previous_period", "same_weekdays");

const general = fc.oneof(
  fc.record({ above: limit }),
  fc.record({ below: limit }),
  fc.record({ risesBy: factor, against }),
  fc.record({ fallsBy: fc.constantFrom(0.1, 0.3, 1), against }),
);
const conditions = {
  general,
  target: fc.oneof(fc.record({ aboveTarget: factor }), fc.record({ belowTarget: factor })),
  budget: fc.oneof(
    fc.record({ aboveBudget: factor }),
    fc.record({ belowBudget: factor }),
    fc.constantFrom({ overPace: {} }, { underPace: {} }),
  ),
};
const subject = fc.oneof(
  { weight: 4, arbitrary: fc.record({ metric: fc.constantFrom(...METRICS), when: general }) },
  fc.record({ metric: fc.constantFrom("cpa", "roas"), when: conditions.target }),
  fc.record({ metric: fc.constant("spend"), when: conditions.budget }),
);

const rule = fc
  .record({
    of: subject,
    window: fc.constantFrom({ days: 1 }, { days: 3 }),
    guards: fc.record(
      {
        minSpend: fc.constantFrom(1, 40),
        minClicks: fc.constantFrom(1, 33),
        minConversions: fc.constantFrom(0.3, 1, 3),
        confidence: fc.constantFrom(0.5, 0.8, 0.95),
      },
      { requiredKeys: [] },
    ),
  })
  .map(({ of, ...rest }) => ruleOf({ ...of, ...rest }));

describe("the filter in the database", () => {
  test("loses no campaign that the judge calls a breach, and counts what it leaves out", async ({
    desk,
    db,
  }) => {
    const account = await desk.account();
    const ids: number[] = [];
    for (const [index, name] of NAMES.entries()) {
      ids.push(await account.campaign(name, TARGETS[index % TARGETS.length]));
    }
    const pricings = ["cpa", "cpc", "revenue_share", null];
    for (const [index, id] of ids.entries()) {
      await desk.sql("update campaigns set pricing = $2 where campaign_id = $1", [
        id,
        index % 3 === 0 ? pricings[(index / 3) % pricings.length] : null,
      ]);
    }
    await fc.assert(
      fc.asyncProperty(
        world,
        fc.array(rule, { minLength: 20, maxLength: 30 }),
        async (all, rules) => {
          await desk.sql("delete from facts where workspace_id = $1", [desk.scope.workspaceId]);
          await account.put([{ campaign: "C0", day: addDays(LAST, -20) }, ...all.flat()]);
          for (const group of groupsOf(rules)) {
            const sums = await sumsOf(db, { ...group, desk, accountId: account.accountId, ids });
            for (const [index, one] of group.rules.entries()) {
              const verdicts = sums.campaigns.map((campaign) => ({
                suspect: campaign.suspects[index] === true,
                verdict: verdictOf(one, group.window, campaign),
              }));
              const missed = verdicts.filter(
                (each) => each.verdict.kind === "breach" && !each.suspect,
              );
              expect({ one, missed }).toEqual({ one, missed: [] });
              const withheld = verdicts.filter(({ verdict }) => verdict.kind === "withheld");
              const thin = withheld.filter(({ suspect }) => !suspect).length;
              const eligible = verdicts.filter(({ verdict }) => verdict.kind !== "ended").length;
              expect({ one, counts: sums.counts[index] }).toEqual({
                one,
                counts: { eligible, thin },
              });
            }
          }
        },
      ),
      draws(4),
    );
  });

  test("takes ten tenths of a conversion for one", async ({ desk, db }) => {
    const account = await desk.account();
    const days = Array.from({ length: 10 }, (_, ago) => addDays(LAST, -ago));
    await account.put(days.map((day) => ({ campaign: "A", day, spend: 10, conversions: 0.1 })));
    const [group] = groupsOf([ruleOf({ window: { days: 10 }, guards: { minConversions: 1 } })]);
    if (group === undefined) throw new Error("The rule has a window.");
    const { accountId } = account;
    const sums = await sumsOf(db, { ...group, desk, accountId, ids: [] });

    expect(sums.campaigns[0]?.suspects).toEqual([true]);
    expect(sums.counts).toEqual([{ eligible: 1, thin: 0 }]);
  });
});

interface Group {
  readonly window: RuleWindow;
  readonly rules: readonly Rule[];
}

/** Rules by the days that they look at. */
function groupsOf(rules: readonly Rule[]): Group[] {
  const groups = new Map<string, { window: RuleWindow; rules: Rule[] }>();
  for (const one of rules) {
    const window = ruleWindow(one, { epochMs: tickAfter(LAST), zone: "UTC" }, () => true);
    if (window === undefined) continue;
    const group = groups.get(windowKey(window)) ?? { window, rules: [] };
    groups.set(windowKey(window), group);
    group.rules.push(one);
  }
  return [...groups.values()];
}

async function sumsOf(
  db: Db,
  input: Group & {
    readonly desk: AlertDesk;
    readonly accountId: number;
    readonly ids: readonly number[];
  },
) {
  const { desk, accountId, ids, rules, window } = input;
  return windowSums(db, {
    workspaceId: desk.scope.workspaceId,
    accountIds: [accountId],
    window,
    rules: rules.map((one) => ({
      ...one,
      campaignIds: undefined,
      accountIds: undefined,
      plain: false,
      days: daysIn(window.range),
      month: window.month,
    })),
    campaignIds: ids,
  });
}

function verdictOf(one: Rule, window: RuleWindow, campaign: CampaignWindow) {
  return judge(one, {
    ...campaign,
    window,
    missingDays: 0,
    withoutValue: false,
    valueCv: undefined,
    valuePerConversion: undefined,
  });
}
