import { describe, expect } from "vitest";

import { acknowledgeAlert, snoozeAlert } from "../../../src/usecases/alerting/handle-alert.ts";
import { loseChannel } from "../../../src/usecases/alerting/lose-channel.ts";
import { addRule, editRule, muteRule } from "../../../src/usecases/alerting/save-rule.ts";
import { ruleOf, test } from "../../support/alert-desk.ts";
import { alike, brief, HOUR, onlyId, owed, tick } from "./alert-story.ts";

describe("silence", () => {
  test("an acknowledged alert is not repeated", async ({ db, desk }) => {
    const account = await desk.account();
    await alike(account, ["A"], [41, 41, 41]);
    await desk.add(ruleOf({ remindEveryHours: 24 }));
    await desk.check(tick(0));
    await acknowledgeAlert(db, { ...desk.scope, now: tick(0) }, { episodeId: await onlyId(desk) });
    await desk.sendAll();

    await desk.check(tick(1));

    expect((await owed(desk)).map((one) => (one as unknown[])[2])).toEqual(["episode"]);
  });

  test("a snoozed alert is kept up to date without a word, and repeated when the time is over", async ({
    db,
    desk,
  }) => {
    const account = await desk.account();
    await alike(account, ["A"], [41, 41, 41, 41]);
    await desk.add(ruleOf({ remindEveryHours: 24 }));
    await desk.check(tick(0));
    const snooze = { episodeId: await onlyId(desk), hours: 36 };
    await snoozeAlert(db, { ...desk.scope, now: tick(0) }, snooze);
    await desk.sendAll();

    const during = await desk.check(tick(1));
    const quiet = await owed(desk);
    await desk.sendAll();
    await desk.check(tick(2));
    const woken = await owed(desk);

    expect(during.withheld.snoozed).toBe(1);
    expect(quiet.map((one) => (one as unknown[])[2])).toEqual(["episode"]);
    expect(woken.map((one) => (one as unknown[])[2])).toEqual(["episode", "reminder"]);
  });

  test("a snooze that is over is told of even where nobody asked for reminders, and once", async ({
    db,
    desk,
  }) => {
    const account = await desk.account();
    await alike(account, ["A"], [41, 41, 41, 41]);
    await desk.add(ruleOf());
    await desk.check(tick(0));
    const snooze = { episodeId: await onlyId(desk), hours: 2 };
    await snoozeAlert(db, { ...desk.scope, now: tick(0) }, snooze);
    for (const day of [1, 2, 3]) await desk.check(tick(day));

    const reminders = (await desk.deliveries()).filter((row) => brief(row)[2] === "reminder");
    expect(reminders).toHaveLength(1);
  });

  test("the second who mutes a rule no longer than the first is told who was first", async ({
    db,
    desk,
  }) => {
    const ruleId = await desk.add(ruleOf());
    const first = { ...desk.scope, actor: "slack:U0MAYA" };
    const second = { ...desk.scope, actor: "slack:U0LEO", now: desk.scope.now + 1 };
    const until = desk.scope.now + HOUR;
    await muteRule(db, first, { ruleId, muted: { until } });

    await expect(muteRule(db, second, { ruleId, muted: { until } })).rejects.toMatchObject({
      name: "Conflict",
      first: "slack:U0MAYA",
    });
    await muteRule(db, second, { ruleId, muted: { until: undefined } });
    await expect(
      muteRule(db, first, { ruleId, muted: { until: undefined } }),
    ).rejects.toMatchObject({ first: "slack:U0LEO" });
  });

  test("a muted rule says nothing, and what still fires once it is not", async ({ db, desk }) => {
    const account = await desk.account();
    await alike(account, ["A"], [41, 42, 43]);
    await alike(account, ["B"], [41, 30, 30]);
    const ruleId = await desk.add(ruleOf());
    await muteRule(db, desk.scope, { ruleId, muted: { until: tick(2) - HOUR } });

    const muted = await desk.check(tick(0));
    await desk.check(tick(1));
    const silent = await desk.deliveries();
    await desk.check(tick(2));

    expect(muted).toMatchObject({ withheld: { snoozed: 2 } });
    expect(silent).toEqual([]);
    const told = await desk.deliveries();
    const [first] = await desk.episodes();
    expect(told.map(brief)).toEqual([
      [`episode:${String(first?.["episode_id"])}`, null, "episode", "owed"],
    ]);
    expect(first).toMatchObject({ firing: { value: 41 }, latest: { value: 43 } });
  });
});

describe("a channel that is lost", () => {
  const reason = "is_archived";

  test("gets nothing any more, and its owners are told once each", async ({ db, desk }) => {
    const account = await desk.account();
    await alike(account, ["A", "B"], [41, 42, 41]);
    await alike(account, ["C"], [30, 41, 30]);
    const { scope } = desk;
    for (const [actor, name] of [
      ["slack:U1", "1"],
      ["slack:U2", "2"],
      ["slack:U1", "3"],
      ["cli:me", "4"],
    ]) {
      await addRule(
        db,
        { ...scope, actor: actor ?? "", now: 0 },
        ruleOf({ name, remindEveryHours: 1 }),
      );
    }
    await desk.check(tick(0));
    await desk.sendAll();
    const lost = { workspaceId: scope.workspaceId, channel: "#perf-alerts", reason, now: tick(0) };
    await loseChannel(db, lost);
    await loseChannel(db, { ...lost, now: tick(1) });

    await desk.check(tick(1));
    await desk.check(tick(2));

    const left = (await desk.deliveries()).filter(({ state }) => state === "owed");
    expect(left.map(({ channel, payload }) => [channel, payload])).toEqual([
      ["U1", { kind: "channel-lost", channel: "#perf-alerts", reason, rules: ["1", "3"] }],
      ["U2", { kind: "channel-lost", channel: "#perf-alerts", reason, rules: ["2"] }],
    ]);
  });

  test("is told what fires when somebody names it again", async ({ db, desk }) => {
    const account = await desk.account();
    await alike(account, ["A"], [30, 41, 42]);
    const ruleId = await desk.add(ruleOf());
    const { workspaceId } = desk.scope;
    await loseChannel(db, { workspaceId, channel: "#perf-alerts", reason, now: 0 });
    await desk.check(tick(1));
    const none = await desk.deliveries();

    await editRule(db, desk.scope, { ruleId, rule: ruleOf({ severity: "info" }) });
    await desk.check(tick(2));

    expect(none).toEqual([]);
    expect((await owed(desk)).map((one) => (one as unknown[])[2])).toEqual(["episode"]);
  });
});
