import { describe, expect } from "vitest";

import { setCampaignTarget } from "../../../src/db/campaigns.ts";
import { addDays } from "../../../src/domain/day.ts";
import { backtestRule } from "../../../src/usecases/alerting/backtest-rule.ts";
import { editRule, removeRule } from "../../../src/usecases/alerting/save-rule.ts";
import { ruleOf, test } from "../../support/alert-desk.ts";
import { alike, brief, FIRST, owed, tick } from "./alert-story.ts";
import { factsOf, replay, words } from "./replay.ts";

describe("what fires", () => {
  test("goes on under a rule that is edited, and is judged by the new words", async ({
    db,
    desk,
  }) => {
    const account = await desk.account();
    await alike(account, ["A"], [50, 50, 50]);
    const ruleId = await desk.add(ruleOf());
    await desk.check(tick(0));

    await editRule(db, desk.scope, { ruleId, rule: ruleOf({ when: { above: 49 }, for: 5 }) });
    const still = await desk.check(tick(1));
    await editRule(db, desk.scope, { ruleId, rule: ruleOf({ when: { above: 60 } }) });
    const over = await desk.check(tick(2));

    expect([still.opened, still.resolved]).toEqual([[], []]);
    expect(over.resolved).toMatchObject([{ campaign: "A", value: 50, limit: 60 }]);
    expect((await desk.episodes())[0]).toMatchObject({
      firing: { value: 50, limit: 40 },
      latest: { limit: 60 },
    });
  });

  test("under a rule that looks elsewhere now is over, once", async ({ db, desk }) => {
    const [main, other] = [await desk.account(), await desk.account({ name: "Other" })];
    await alike(main, ["A"], [50, 50]);
    await alike(other, ["B"], [30, 30]);
    const ruleId = await desk.add(ruleOf());
    await desk.add(ruleOf({ name: "Another", when: { above: 10 } }));
    await desk.check(tick(0));

    await editRule(db, desk.scope, { ruleId, rule: ruleOf({ scope: { account: "other" } }) });
    const report = await desk.check(tick(1));

    expect(report.resolved.map(({ ruleId: id, campaign }) => [id, campaign])).toEqual([
      [ruleId, "A"],
    ]);
    const ended = (await desk.events()).filter(({ turn }) => turn === "ended");
    expect(ended).toHaveLength(1);
  });

  test("is over when its rule is removed, with an edit and without a word", async ({
    db,
    desk,
  }) => {
    const account = await desk.account();
    await alike(account, ["A"], [50, 50]);
    await alike(account, ["B"], [30, 50]);
    const ruleId = await desk.add(ruleOf({ for: 1 }));
    const slow = await desk.add(ruleOf({ name: "Slow", for: 2 }));
    await desk.check(tick(0));
    await desk.sendAll();

    await removeRule(db, { ...desk.scope, now: tick(0) }, ruleId);
    await removeRule(db, { ...desk.scope, now: tick(0) }, slow);
    const after = await desk.check(tick(1));

    const rows = await desk.episodes();
    expect(rows.map(({ phase, ended }) => [phase, ended])).toEqual([
      ["resolved", true],
      ["calmed", false],
    ]);
    expect(after.rules).toBe(0);
    expect((await owed(desk)).map((one) => (one as unknown[])[2])).toEqual(["episode"]);
    const audit = await desk.sql(
      "select verb from audit where workspace_id = $1 and verb like 'rule.%' order by verb",
      [desk.scope.workspaceId],
    );
    expect(audit.map(({ verb }) => verb)).toEqual([
      "rule.add",
      "rule.add",
      "rule.remove",
      "rule.remove",
    ]);
  });

  test("is over when the target is taken away", async ({ db, desk }) => {
    const account = await desk.account();
    const campaignId = await account.campaign("A", { cpa: 40 });
    await alike(account, ["A"], [50, 50]);
    await desk.add(ruleOf({ when: { aboveTarget: 1.2 } }));
    const fired = await desk.check(tick(0));

    const { workspaceId } = desk.scope;
    await setCampaignTarget(db, { workspaceId, campaignId, target: undefined });
    const report = await desk.check(tick(1));

    expect(fired.opened).toMatchObject([{ value: 50, limit: 48 }]);
    expect(report.resolved).toMatchObject([
      { campaign: "A", reason: "the rule has no limit for it any more" },
    ]);
    expect((await desk.deliveries()).map((row) => brief(row)[2])).toEqual(["episode", "ended"]);
  });

  test("of a campaign that has ended is withheld for a week, and then over", async ({
    db,
    desk,
  }) => {
    const account = await desk.account();
    await account.put(
      factsOf(
        "B",
        "2026-10-20",
        Array.from({ length: 30 }, () => 30),
      ),
    );
    await account.put(
      factsOf(
        "A",
        "2026-10-20",
        Array.from({ length: 14 }, () => 50),
      ),
    );

    const changes = await replay(db, desk, {
      rule: ruleOf(),
      range: { from: "2026-11-02", to: "2026-11-15" },
    });

    expect(words(changes)).toEqual([
      "2026-11-02T09:00 A ok → firing 50",
      "2026-11-11T09:00 A firing → resolved null",
    ]);
  });

  test("of a sum is over as soon as there is nothing to add up", async ({ db, desk }) => {
    const account = await desk.account();
    await account.put(
      factsOf(
        "B",
        "2026-10-30",
        Array.from({ length: 10 }, () => 30),
      ),
    );
    await account.put(factsOf("A", "2026-10-30", [50, 50, 50]));

    const changes = await replay(db, desk, {
      rule: ruleOf({ metric: "spend", scope: { nameMatches: "a*" } }),
      range: { from: "2026-10-31", to: "2026-11-05" },
    });

    expect(words(changes)).toEqual([
      "2026-10-31T09:00 A ok → firing 50",
      "2026-11-03T09:00 A firing → resolved null",
    ]);
  });
});

describe("a back-test", () => {
  test("evaluates each tick from the first to the last day, both included, and stores nothing", async ({
    db,
    desk,
  }) => {
    const account = await desk.account();
    await alike(account, ["A"], [50, 30, 50]);
    const rule = ruleOf({ schedule: "0 0,12,23 * * *" });

    const range = { from: addDays(FIRST, 1), to: addDays(FIRST, 3) };
    const { evaluations, transitions, notifications } = await backtestRule(db, desk.scope, {
      rule,
      range,
    });

    expect({ evaluations, notifications }).toEqual({ evaluations: 9, notifications: 3 });
    expect(transitions.map(({ at, from, to }) => [new Date(at).toISOString(), from, to])).toEqual([
      ["2026-11-03T00:00:00.000Z", "ok", "firing"],
      ["2026-11-04T00:00:00.000Z", "firing", "resolved"],
      ["2026-11-05T00:00:00.000Z", "ok", "firing"],
    ]);
    expect([await desk.episodes(), await desk.deliveries()]).toEqual([[], []]);
  });

  test.for([
    ["Europe/Berlin", "2026-03-29", 23],
    ["Europe/Berlin", "2026-10-25", 25],
    ["America/New_York", "2026-03-08", 23],
    ["America/New_York", "2026-11-01", 25],
    ["UTC", "2026-10-25", 24],
  ] as const)(
    "in %s has as many hourly ticks on %s as the day has hours",
    async ([timezone, day, hours], { db, desk }) => {
      const rule = ruleOf({ schedule: "0 * * * *", timezone });
      const { evaluations } = await backtestRule(db, desk.scope, {
        rule,
        range: { from: day, to: day },
      });
      expect(evaluations).toBe(hours);
    },
  );

  test.for([
    ["days the wrong way round", "2026-11-02", "2026-11-01", "0 9 * * *", /Swap them/],
    ["more than two years", "2024-01-01", "2026-11-01", "0 9 * * *", /at most 731 days/],
    ["a tick every second", "2025-01-01", "2026-11-01", "* * * * * *", /more than 5000 ticks/],
  ] as const)("refuses %s", async ([, from, to, schedule, message], { db, desk }) => {
    const rule = ruleOf({ schedule });
    await expect(backtestRule(db, desk.scope, { rule, range: { from, to } })).rejects.toThrow(
      message,
    );
  });
});
