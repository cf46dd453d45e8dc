import { expect } from "vitest";

import { listAccounts } from "../../../src/db/accounts.ts";
import type { Rule } from "../../../src/domain/alerting/rule.ts";
import { addDays, type Day } from "../../../src/domain/day.ts";
import { evaluateRules } from "../../../src/usecases/alerting/evaluate-rules.ts";
import { cpaDays, ruleOf, test, tickAfter } from "../../support/alert-desk.ts";

const LAST: Day = "2026-11-22";
const WEEK_BEFORE = addDays(LAST, -13);
const THIS_WEEK = addDays(LAST, -6);

const SEVEN = { days: 7 };

const RULES: readonly Rule[] = [
  ruleOf({ name: "cpa", window: SEVEN }),
  ruleOf({ name: "spend", metric: "spend", when: { below: 1 }, window: SEVEN }),
  ruleOf({
    name: "rise",
    metric: "spend",
    when: { risesBy: 0.2, against: "previous_period" },
    window: SEVEN,
  }),
  ruleOf({
    name: "fall",
    metric: "spend",
    when: { fallsBy: 0.2, against: "same_weekdays" },
    window: SEVEN,
  }),
];

test("rules that share their days say of each campaign what each says alone", async ({
  db,
  desk,
}) => {
  const account = await desk.account();
  await account.put([
    ...cpaDays(
      "both weeks",
      WEEK_BEFORE,
      Array.from({ length: 14 }, () => 50),
    ),
    ...cpaDays(
      "rising",
      WEEK_BEFORE,
      Array.from({ length: 14 }, (_, day) => (day < 7 ? 20 : 60)),
    ),
    ...cpaDays(
      "this week",
      THIS_WEEK,
      Array.from({ length: 7 }, () => 45),
    ),
    ...cpaDays(
      "the week before",
      WEEK_BEFORE,
      Array.from({ length: 7 }, () => 45),
    ),
  ]);
  const at = tickAfter(LAST);
  await account.loaded(at);
  const { workspaceId } = desk.scope;
  const accounts = await listAccounts(db, workspaceId);
  const campaigns = await desk.sql(
    "select campaign_id as id from campaigns where workspace_id = $1",
    [workspaceId],
  );
  const everywhere = new Map(campaigns.map(({ id }) => [Number(id), account.accountId]));
  const evaluate = (rules: readonly Rule[]) => {
    const inForce = rules.map((rule) => ({ ruleId: RULES.indexOf(rule) + 1, rule }));
    return evaluateRules(db, {
      workspaceId,
      at,
      rules: inForce,
      accounts,
      wanted: new Map(inForce.map(({ ruleId }) => [ruleId, everywhere])),
    });
  };
  const words = (list: readonly { ruleId: number; campaignId: number }[]) =>
    list.toSorted((a, b) => a.ruleId - b.ruleId || a.campaignId - b.campaignId);

  const together = await evaluate(RULES);

  const alone = [];
  let evaluated = 0;
  for (const rule of RULES) {
    const found = await evaluate([rule]);
    alone.push(...found.judged);
    evaluated += found.evaluated;
  }
  expect(words(together.judged)).toEqual(words(alone));
  expect(together.evaluated).toBe(evaluated);
  expect(together.judged.map(({ verdict }) => verdict.kind)).toEqual(
    expect.arrayContaining(["breach", "ok", "ended"]),
  );
});
