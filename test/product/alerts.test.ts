import { describe, expect, vi } from "vitest";

import type { PageMessage } from "../../src/sandbox/page-api.ts";
import { removeRule } from "../../src/usecases/alerting/save-rule.ts";
import { choose, pressNear, ruleListWith } from "./alert-press.ts";
import {
  type AlertDesk,
  check,
  edited,
  heard,
  labelsOf,
  LONG,
  PATIENCE,
  repliesTo,
  saying,
  tell,
  startDesk,
  test,
  watch,
  wordsOf,
} from "./alert-test.ts";
import { LEO, MAYA, press } from "./product-test.ts";

startDesk();

const HERE = "C0GROWTH";
const DAY_MS = 86_400_000;

/** When the snooze that a message names is over; milliseconds since 1970. */
function snoozedUntil(message: PageMessage): number {
  return Number(/Snoozed until <!date\^(\d+)\^/.exec(wordsOf(message))?.[1]) * 1000;
}

/** An alert of its own on one campaign, as it first stands in the channel. */
async function alertOn(desk: AlertDesk, campaign: string, json: Record<string, unknown> = {}) {
  const name = `Spend of ${campaign}`;
  const ruleId = await watch(desk, {
    name,
    scope: { campaigns: [campaign] },
    channel: HERE,
    ...json,
  });
  await check(desk, [ruleId]);
  const message = await heard(desk, ["🔴 Breaching", name], { channel: HERE, thread: null });
  return { ruleId, name, message };
}

/** What one of Slack's requests carries. */
function bodyOf(request: RequestInit | undefined): string {
  return typeof request?.body === "string" ? request.body : "";
}

/** The alert as somebody alone has opened it from the list. */
async function copyOf(desk: AlertDesk, rule: string, user: string) {
  const list = await tell(desk, "/perf alerts", { channel: HERE, user });
  await choose(desk, list, { label: `– ${rule.slice(0, 12)}`, user });
  return heard(desk, ["🔴 Breaching", `Rule: ${rule}`], {
    channel: HERE,
    user,
    thread: null,
    only: true,
  });
}

describe("the demo's alert", LONG, () => {
  test("stands in its channel soon after the start, with its chart and its buttons", async ({
    desk,
  }) => {
    const message = await heard(desk, ["🔴 Breaching", "Generic - Search - US"]);

    expect(message.onlyFor).toBeUndefined();
    expect(wordsOf(message)).toContain("data_visualization");
    expect(labelsOf(message)).toEqual(["Acknowledge", "See why", "See a shift", "Mute rule"]);
    expect(saying(desk, ["Breaching"], { thread: null })).toHaveLength(1);
  });
});

describe("acknowledging an alert", LONG, () => {
  test("edits its message and says so in the thread; whoever is second is told who was first", async ({
    desk,
  }) => {
    const { message, name } = await alertOn(desk, "Brand - Search - US");
    const copies = { maya: await copyOf(desk, name, MAYA), leo: await copyOf(desk, name, LEO) };
    await press(desk.workspace, message, { label: "Acknowledge" });

    const taken = await edited(desk, message, ["🟡 Acknowledged", `<@${MAYA}>`]);
    expect(labelsOf(taken)).not.toContain("Acknowledge");
    await expect.poll(() => repliesTo(desk, message).length, PATIENCE).toBe(1);
    expect(repliesTo(desk, message)[0]?.text).toContain("Acknowledged");

    await press(desk.workspace, copies.leo, { label: "Acknowledge", user: LEO });
    const told = await heard(desk, ["acknowledged already"], { channel: HERE, user: LEO });
    expect(told.onlyFor).toBe(LEO);
    expect(wordsOf(told)).toContain(`<@${MAYA}> was first`);

    await press(desk.workspace, copies.maya, { label: "Acknowledge" });
    const toldMaya = await heard(desk, ["acknowledged already"], { channel: HERE, user: MAYA });
    expect(wordsOf(toldMaya)).toContain("You were first");
    expect(repliesTo(desk, message)).toHaveLength(1);
    expect((await edited(desk, message, ["Acknowledged"])).blocks).toEqual(taken.blocks);
  });

  test("once, however often the very same request comes", async ({ desk }) => {
    const { message } = await alertOn(desk, "Shopping - Running Shoes");
    const sent = vi.spyOn(globalThis, "fetch");
    await press(desk.workspace, message, { label: "Acknowledge" });
    const taken = await edited(desk, message, ["🟡 Acknowledged"]);
    const [url, request] =
      sent.mock.calls.find(([, init]) => bodyOf(init).includes("alert.acknowledge")) ?? [];
    if (url === undefined || request === undefined) throw new Error("The click was delivered.");

    for (let time = 0; time < 3; time += 1) {
      const { signal, ...again } = request;
      expect(signal).toBeDefined();
      expect((await fetch(url, again)).status).toBe(200);
    }

    await expect
      .poll(
        () => saying(desk, ["acknowledged already"], { channel: HERE, user: MAYA }).length >= 3,
        PATIENCE,
      )
      .toBe(true);
    await expect.poll(() => repliesTo(desk, message).length, PATIENCE).toBe(1);
    expect((await edited(desk, message, ["Acknowledged"])).blocks).toEqual(taken.blocks);
  });

  test("is refused kindly once it is over", async ({ desk }) => {
    const { message, name, ruleId } = await alertOn(desk, "Performance Max - Winter");
    const copy = await copyOf(desk, name, MAYA);
    const { product } = desk.workspace;
    await removeRule(product.database.db, await product.scope(`slack:${LEO}`), ruleId);

    await press(desk.workspace, copy, { label: "Acknowledge" });

    const told = await heard(desk, ["over already"], { channel: HERE, user: MAYA });
    expect(told.onlyFor).toBe(MAYA);
    const ended = await edited(desk, message, ["⚪ Ended"]);
    expect(labelsOf(ended)).toEqual(["See why"]);
    expect(wordsOf(ended)).toContain("removed");
  });
});

describe("what else can be done about an alert", LONG, () => {
  test("snoozes it for as long as the menu says", async ({ desk }) => {
    const { message } = await alertOn(desk, "Retargeting - 30d");
    const chosenAt = desk.clock.now;
    await choose(desk, message, { label: "for 1 day" });

    const snoozed = await edited(desk, message, ["💤 Snoozed", `<@${MAYA}>`]);
    expect(snoozedUntil(snoozed)).toBeGreaterThanOrEqual(chosenAt + DAY_MS);
    expect(snoozedUntil(snoozed)).toBeLessThanOrEqual(desk.clock.now + DAY_MS);
    expect(labelsOf(snoozed)).toContain("Acknowledge");

    await choose(desk, snoozed, { label: "for 1 hour", user: LEO });
    const told = await heard(desk, ["snoozed at least as long already"], {
      channel: HERE,
      user: LEO,
    });
    expect(wordsOf(told)).toContain(`<@${MAYA}> was first`);

    await choose(desk, snoozed, { label: "for 1 week", user: LEO });
    const longer = await edited(desk, message, ["💤 Snoozed", `<@${LEO}>`]);
    expect(snoozedUntil(longer)).toBeGreaterThanOrEqual(chosenAt + 7 * DAY_MS);
  });

  test("shows why to whoever asks, and to nobody else", async ({ desk }) => {
    const message = await heard(desk, ["🔴 Breaching", "Generic - Search - US"]);
    await press(desk.workspace, message, { label: "See why", user: LEO });

    const why = await heard(desk, ["Why", "Generic - Search - US", "The limit"], { user: LEO });
    expect(why.onlyFor).toBe(LEO);
    expect(wordsOf(why)).toContain("USD");
    expect(saying(desk, ["The limit"])).toEqual([]);
  });

  test("mutes its rule, which the message shows, and the list of rules undoes", async ({
    desk,
  }) => {
    const { message, name } = await alertOn(desk, "Advantage+ Catalog");
    await press(desk.workspace, message, { label: "Mute rule" });

    const told = await heard(desk, ["says nothing any more"], { channel: HERE, user: MAYA });
    expect(told.onlyFor).toBe(MAYA);
    const muted = await edited(desk, message, ["🔕 Rule muted", `<@${MAYA}>`]);
    expect(labelsOf(muted)).toContain("Unmute rule");

    const rules = await ruleListWith(desk, name);
    await pressNear(desk, rules, { rule: name, label: "Unmute" });
    await edited(desk, message, ["🔴 Breaching", "Mute rule"]);
    const lists = () =>
      saying(desk, [`*${name}*`], { channel: HERE, user: MAYA, only: true }).map(wordsOf);
    await expect.poll(() => lists().join(""), PATIENCE).not.toContain("🔕 Muted");
    expect(lists().length).toBeGreaterThan(0);
  });
});

describe("a copy that somebody alone has opened from the list", LONG, () => {
  test("gives way to the new state, as the channel's message does", async ({ desk }) => {
    const { message, name } = await alertOn(desk, "Prospecting - Broad - US");
    const copy = await copyOf(desk, name, LEO);

    await press(desk.workspace, copy, { label: "Acknowledge", user: LEO });

    await edited(desk, message, ["🟡 Acknowledged", `<@${LEO}>`]);
    const after = await heard(desk, ["🟡 Acknowledged", `Rule: ${name}`], {
      channel: HERE,
      user: LEO,
      only: true,
    });
    expect(after.onlyFor).toBe(LEO);
    expect(
      saying(desk, ["🔴 Breaching", `Rule: ${name}`], { channel: HERE, user: LEO, only: true }),
    ).toEqual([]);
  });
});
