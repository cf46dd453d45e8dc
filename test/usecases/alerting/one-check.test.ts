import { describe, expect } from "vitest";

import { claimRuleTicks } from "../../../src/db/rules.ts";
import { checkRules } from "../../../src/usecases/alerting/check-rules.ts";
import { runDueChecks } from "../../../src/usecases/alerting/run-due-checks.ts";
import { addRule, removeRule } from "../../../src/usecases/alerting/save-rule.ts";
import { Invalid } from "../../../src/usecases/errors.ts";
import { ruleOf, test } from "../../support/alert-desk.ts";
import { alike, tick } from "./alert-story.ts";

const HOUR = 3_600_000;

describe("one tick", () => {
  test("is evaluated once, whoever and however many ask at the same time", async ({ desk }) => {
    const account = await desk.account();
    await alike(account, ["A", "B"], [50]);
    const ids = [await desk.add(ruleOf()), await desk.add(ruleOf({ name: "Two" }))];
    const at = tick(0);

    const reports = await Promise.all(
      Array.from({ length: 4 }, () => desk.check(at, { scheduled: ids })),
    );

    expect(reports.map(({ rules }) => rules).reduce((sum, rules) => sum + rules)).toBe(2);
    expect(reports.flatMap(({ opened }) => opened)).toHaveLength(4);
    expect(await desk.episodes()).toHaveLength(4);
    expect(await desk.deliveries()).toHaveLength(4);
    expect(await desk.events()).toHaveLength(4);
    const rules = await desk.sql("select evaluations from rules where workspace_id = $1", [
      desk.scope.workspaceId,
    ]);
    expect(rules).toEqual([{ evaluations: 1 }, { evaluations: 1 }]);
  });

  test("that fails half way leaves nothing, and is there for the next", async ({ db, desk }) => {
    const account = await desk.account();
    await alike(account, ["A"], [50]);
    const ruleId = await desk.add(ruleOf());
    const input = { at: tick(0), scheduled: [ruleId] };
    const scope = { ...desk.scope, now: tick(0) };

    const failed = db.transaction(async (tx) => {
      await checkRules(tx, scope, input);
      throw new Error("the machine is gone");
    });

    await expect(failed).rejects.toThrow("the machine is gone");
    expect([await desk.episodes(), await desk.deliveries(), await desk.events()]).toEqual([
      [],
      [],
      [],
    ]);
    expect(await checkRules(db, scope, input)).toMatchObject({ rules: 1, opened: [{}] });
  });

  test("that is old does not make the last evaluation look older than it is", async ({ desk }) => {
    const account = await desk.account();
    await alike(account, ["A"], [50, 50]);
    const ruleId = await desk.add(ruleOf());
    const asked = await desk.check(tick(0) + HOUR);
    const scheduled = await desk.check(tick(0), { scheduled: [ruleId] });

    const again = await desk.check(tick(0) + HOUR);

    expect([asked.rules, scheduled.rules, again.rules]).toEqual([1, 1, 0]);
  });
});

test("an instant far ahead is refused, and nothing is evaluated", async ({ desk }) => {
  const account = await desk.account();
  await alike(account, ["A"], [50]);
  await desk.add(ruleOf());

  await expect(desk.check(tick(2) + 1, { now: tick(0) })).rejects.toThrow(Invalid);

  expect(await desk.check(tick(0))).toMatchObject({ rules: 1, opened: [{}] });
});

test("a rule that is asked for an earlier instant does not turn the troubles of accounts back", async ({
  desk,
}) => {
  const account = await desk.account();
  await alike(account, ["A"], [50]);
  await desk.add(ruleOf());
  const late = await desk.check(tick(8));
  expect(late.opened).toMatchObject([{ rule: "Data is stale" }]);
  await desk.add(ruleOf({ name: "Two" }));

  const early = await desk.check(tick(0), { now: tick(8) });

  expect(early).toMatchObject({ rules: 1, opened: [{ rule: "Two" }], resolved: [] });
  expect((await desk.events()).map(({ turn }) => turn)).toEqual(["fired", "fired"]);
});

test("a campaign that pays for results is not judged by its CPA, and an open alert of it ends", async ({
  desk,
}) => {
  const account = await desk.account();
  await alike(account, ["A", "B"], [50, 50]);
  const ruleId = await desk.add(ruleOf());
  const pays = (pricing: string | null) =>
    desk.sql("update campaigns set pricing = $2 where workspace_id = $1 and name = 'A'", [
      desk.scope.workspaceId,
      pricing,
    ]);
  await pays("cpa");
  const contracted = await desk.check(tick(0), { scheduled: [ruleId] });
  expect(contracted.opened.map(({ campaign }) => campaign)).toEqual(["B"]);
  expect(contracted.evaluated).toBe(1);

  await pays("cpc");
  const open = await desk.check(tick(0) + HOUR);
  expect(open.opened.map(({ campaign }) => campaign)).toEqual(["A"]);
  await pays("revenue_share");
  const ended = await desk.check(tick(0) + 2 * HOUR);
  expect(ended.resolved.map(({ campaign }) => campaign)).toEqual(["A"]);
});

describe("the claim of a tick", () => {
  test.for([
    ["a scheduled one that is new", 10, true, true],
    ["a scheduled one that is the last", 9, true, false],
    ["a scheduled one that is older", 8, true, false],
    ["one that is asked for, newer than all", 12, false, true],
    ["one that is asked for, as new as the last", 11, false, false],
    ["a scheduled one, though a newer was asked for", 10.5, true, true],
  ] as const)("%s", async ([, hour, scheduled, granted], { db, desk }) => {
    const { workspaceId } = desk.scope;
    const ruleId = await desk.add(ruleOf());
    const claim = (at: number, isScheduled: boolean) =>
      claimRuleTicks(db, {
        workspaceId,
        ruleIds: [ruleId],
        tick: at * HOUR,
        scheduled: isScheduled,
      });
    await claim(9, true);
    await claim(11, false);

    expect((await claim(hour, scheduled)).has(ruleId)).toBe(granted);
  });

  test("is not to be had of a rule that is removed, or of another workspace", async ({
    db,
    desk,
  }) => {
    const { workspaceId } = desk.scope;
    const [kept, removed] = [await desk.add(ruleOf()), await desk.add(ruleOf({ name: "Two" }))];
    await removeRule(db, desk.scope, removed);
    const input = { ruleIds: [kept, removed], tick: HOUR, scheduled: true };

    const other = await claimRuleTicks(db, { ...input, workspaceId: workspaceId + 1 });
    const own = await claimRuleTicks(db, { ...input, workspaceId });

    expect([[...other], [...own]]).toEqual([[], [[kept, 1]]]);
  });
});

describe("what is due", () => {
  test("after a downtime is the newest tick of each rule, once", async ({ db, desk }) => {
    const account = await desk.account();
    await alike(account, ["A"], [50, 50, 50]);
    await desk.add(ruleOf());
    await desk.add(ruleOf({ name: "Noon", schedule: "0 12 * * *" }));
    const scope = { ...desk.scope, now: tick(2) + HOUR };

    const first = await runDueChecks(db, scope);
    const again = await runDueChecks(db, scope);

    // Noon of the day before is older than nine today.
    expect(first.map(({ at, rules }) => [at, rules])).toEqual([
      [tick(1) + 3 * HOUR, 1],
      [tick(2), 1],
    ]);
    expect(again).toEqual([]);
  });

  test("of a new rule is nothing that was before it", async ({ db, desk }) => {
    await desk.add(ruleOf(), tick(0) + HOUR);

    const before = await runDueChecks(db, { ...desk.scope, now: tick(1) - 1 });
    const after = await runDueChecks(db, { ...desk.scope, now: tick(1) });

    expect([before.length, after.map(({ at }) => at)]).toEqual([0, [tick(1)]]);
  });
});

test("the same rule twice is one rule", async ({ db, desk }) => {
  const first = await addRule(db, desk.scope, ruleOf());
  const second = await addRule(db, desk.scope, ruleOf());

  expect([first.added, second]).toEqual([true, { ruleId: first.ruleId, added: false }]);
});
