import { describe, expect } from "vitest";

import { showChannel } from "../../src/usecases/alerting/channel-settings.ts";
import { oweMornings } from "../../src/usecases/alerting/owe-mornings.ts";
import { choose, modalSaying, pressNear, ruleListWith, typed } from "./alert-press.ts";
import {
  check,
  heard,
  LONG,
  PATIENCE,
  startDesk,
  tell,
  test,
  watch,
  wordsOf,
} from "./alert-test.ts";
import { buttonOf, LEO, MAYA, press } from "./product-test.ts";

startDesk();

const HERE = "C0GROWTH";

describe("a channel's settings", LONG, () => {
  test("are kept, and hold for rules that call the channel by its name", async ({ desk }) => {
    // What the channel's name stands for is known once something has been posted there.
    await heard(desk, ["🔴 Breaching", "Generic - Search - US"], { thread: null });
    const list = await tell(desk, "/perf rules", { channel: "C0ALERTS" });
    await press(desk.workspace, list, { label: "Channel settings" });
    const view = await modalSaying(desk, "Morning report at");
    const refused = await desk.workspace.sandbox.submitView({
      user: MAYA,
      viewId: view.id,
      state: { "channel.morning": { "channel.morning": { value: "25:00" } } },
    });
    expect(Object.keys(refused.errors)).toEqual(["channel.morning"]);

    const saved = await desk.workspace.sandbox.submitView({
      user: MAYA,
      viewId: view.id,
      state: {
        "channel.broadcast": {
          "channel.broadcast": { selected_option: { value: "channel" } },
        },
        "channel.morning": { "channel.morning": { value: "07:30" } },
      },
    });
    expect(saved).toEqual({ errors: {}, error: null });
    const { product } = desk.workspace;
    const scope = await product.scope(`slack:${MAYA}`);
    const morningAt = async () =>
      (await showChannel(product.database.db, scope, "C0ALERTS")).morningAt;
    // Slack is answered before the settings are kept.
    await expect.poll(morningAt, PATIENCE).toBe("07:30");
    desk.clock.now += 40 * 60_000;
    await oweMornings(product.database.db, { now: desk.clock.now, zone: product.config.zone });

    const morning = await heard(desk, ["Generic - Search - US", "orning"], { thread: null });
    expect(morning.onlyFor).toBeUndefined();
    expect(wordsOf(morning)).toContain("CPA over target");
  });
});

describe("a channel that is archived", LONG, () => {
  test("loses its rules' voice, their owner hears it, and the alerts move with the rule", async ({
    desk,
  }) => {
    const name = "Lost and found";
    const ruleId = await watch(
      desk,
      { name, scope: { campaigns: ["Brand - Search - US"] }, channel: "#growth" },
      LEO,
    );
    await check(desk, [ruleId]);
    await heard(desk, ["🔴 Breaching", name], { channel: HERE, thread: null });
    const copyList = await tell(desk, "/perf alerts", { user: LEO });
    await choose(desk, copyList, { label: `– ${name}`, user: LEO });
    const copy = await heard(desk, [`Rule: ${name}`], { channel: "C0GENERAL", user: LEO });
    desk.workspace.sandbox.archive(HERE);
    await press(desk.workspace, copy, { label: "Acknowledge", user: LEO });

    const told = await heard(desk, ["is archived", name], { channel: "D0LEO", user: LEO });
    expect(wordsOf(told)).toContain("pick another channel");
    expect(buttonOf(told, "Show the rules").action_id).toBe("rule.list");
    expect(wordsOf(await ruleListWith(desk, name, "C0GENERAL"))).toContain("cannot be reached");

    const list = await ruleListWith(desk, name, "C0GENERAL");
    await pressNear(desk, list, { rule: name, label: "Edit" });
    const view = await modalSaying(desk, name);
    const saved = await desk.workspace.sandbox.submitView({
      user: MAYA,
      viewId: view.id,
      state: typed("channelName", "#general") as never,
    });
    expect(saved).toEqual({ errors: {}, error: null });
    await heard(desk, [`*${name}*`, "#general"], { channel: "C0GENERAL", user: MAYA });
    await check(desk, [ruleId]);

    const moved = await heard(desk, ["🟡 Acknowledged", `Rule: ${name}`], {
      channel: "C0GENERAL",
      thread: null,
    });
    expect(moved.onlyFor).toBeUndefined();
  });
});
