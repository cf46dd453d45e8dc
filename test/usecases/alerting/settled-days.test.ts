import { expect } from "vitest";

import { addDays } from "../../../src/domain/day.ts";
import { backtestRule } from "../../../src/usecases/alerting/backtest-rule.ts";
import { explainQuiet } from "../../../src/usecases/alerting/explain-quiet.ts";
import { cpaDays, ruleOf, test, tickAfter } from "../../support/alert-desk.ts";

const YESTERDAY = "2026-11-23";
const FIRST = addDays(YESTERDAY, -45);
/** The last day that Google's documented window has closed on when it is checked the day after `YESTERDAY`. */
const SETTLED = addDays(YESTERDAY, -29);

/** A CPA of 10, but of 100 on the settled day or on the two newest days. */
function costs(dear: "settled" | "newest"): number[] {
  return Array.from({ length: 46 }, (_, index) => {
    const day = addDays(FIRST, index);
    const isDear = dear === "settled" ? day === SETTLED : day >= addDays(YESTERDAY, -1);
    return isDear ? 100 : 10;
  });
}

test("a rule of settled days alone ends where the account's days are settled", async ({
  db,
  desk,
}) => {
  const account = await desk.account();
  const campaignId = await account.campaign("Was dear");
  await account.put([
    ...cpaDays("Was dear", FIRST, costs("settled")),
    ...cpaDays("Looks dear", FIRST, costs("newest")),
  ]);
  const rule = ruleOf({ window: { days: 1, settledOnly: true } });
  await desk.add(rule);

  const report = await desk.check(tickAfter(YESTERDAY));
  const replayed = await backtestRule(db, desk.scope, {
    rule,
    range: { from: addDays(YESTERDAY, 1), to: addDays(YESTERDAY, 1) },
  });
  const why = await explainQuiet(db, { ...desk.scope, now: tickAfter(YESTERDAY) }, { campaignId });

  expect(report.opened.map(({ campaign }) => campaign)).toEqual(["Was dear"]);
  expect(replayed.transitions.map(({ campaign, to }) => [campaign, to])).toEqual([
    ["Was dear", "firing"],
  ]);
  expect(why.rules[0]?.window?.range).toEqual({ from: SETTLED, to: SETTLED });
});

test("where nothing is known of the lag it looks at the newest days", async ({ desk }) => {
  const account = await desk.account({ platform: "generic" });
  await account.put(cpaDays("Looks dear", FIRST, costs("newest")));
  await desk.add(ruleOf({ window: { days: 1, settledOnly: true } }));

  const report = await desk.check(tickAfter(YESTERDAY));

  expect(report.opened.map(({ campaign }) => campaign)).toEqual(["Looks dear"]);
});
