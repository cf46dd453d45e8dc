import { describe, expect } from "vitest";

import {
  type AlertDesk,
  changeRule,
  check,
  edited,
  heard,
  labelsOf,
  LONG,
  PATIENCE,
  repliesTo,
  saying,
  startDesk,
  test,
  watch,
  wordsOf,
} from "./alert-test.ts";
import { MAYA, press } from "./product-test.ts";

startDesk();

const CAMPAIGNS = [
  "Brand - Search - US",
  "Generic - Search - US",
  "Shopping - Running Shoes",
  "Retargeting - 30d",
  "Advantage+ Catalog",
  "Spark Ads - Creators",
];

describe("many alerts at once", LONG, () => {
  test("are one message with a table, that can be taken as one", async ({ desk }) => {
    const channel = "C0GENERAL";
    const ruleId = await watch(desk, {
      name: "Many at once",
      scope: { campaigns: CAMPAIGNS },
      channel,
      remindEveryHours: 1,
    });
    await check(desk, [ruleId]);
    const digest = await heard(desk, ["🔴 Several alerts at once"], { channel, thread: null });
    expect(wordsOf(digest)).toContain("6 alerts");
    expect(wordsOf(digest)).toContain("data_table");
    for (const name of CAMPAIGNS) expect(wordsOf(digest)).toContain(name);
    expect(saying(desk, ["Many at once"], { channel, thread: null })).toHaveLength(1);

    await press(desk.workspace, digest, { label: "Acknowledge all" });

    const taken = await edited(desk, digest, ["6 acknowledged"]);
    expect(labelsOf(taken)).not.toContain("Acknowledge all");
    const told = await heard(desk, ["All 6"], { channel, user: MAYA });
    expect(told.onlyFor).toBe(MAYA);

    await changeRule(desk, ruleId, { when: { above: 1_000_000 } });
    await check(desk, [ruleId]);
    await edited(desk, digest, ["🟢 All recovered"]);
    await expect.poll(() => repliesTo(desk, digest).length, PATIENCE).toBe(1);
    expect(repliesTo(desk, digest)[0]?.text).toBe("6 alerts recovered.");
    await check(desk, [ruleId]);
    expect(saying(desk, ["Many at once"], { channel, thread: null })).toHaveLength(1);
  });
});

describe("a Slack that takes no charts and no tables", LONG, () => {
  test("gets an alert in plainer forms, with its buttons", async ({ desk }) => {
    const ruleId = await watch(desk, {
      name: "Plain",
      scope: { campaigns: ["Video Shopping - Gift Guide"] },
      channel: "C0GROWTH",
    });
    refuseForms(desk, "C0GROWTH");
    await check(desk, [ruleId]);
    const message = await heard(desk, ["🔴 Breaching", "Plain"], { channel: "C0GROWTH" });

    expect(wordsOf(message)).not.toContain("data_visualization");
    expect(labelsOf(message)).toEqual(["Acknowledge", "See why", "Mute rule"]);
  });

  test("gets many alerts as text, with their button", async ({ desk }) => {
    const ruleId = await watch(desk, {
      name: "Many and plain",
      scope: { campaigns: CAMPAIGNS },
      channel: "C0GROWTH",
    });
    refuseForms(desk, "C0GROWTH");
    await check(desk, [ruleId]);
    const digest = await heard(desk, ["Several alerts at once", "Many and plain"], {
      channel: "C0GROWTH",
    });

    expect(wordsOf(digest)).not.toContain("data_table");
    for (const name of CAMPAIGNS) expect(wordsOf(digest)).toContain(name);
    expect(labelsOf(digest)).toContain("Acknowledge all");
  });
});

/** The next message is refused until it has neither a chart nor a table. */
function refuseForms({ workspace }: AlertDesk, channel: string): void {
  workspace.sandbox.faults.next({
    method: "chat.postMessage",
    channel,
    fault: { kind: "error", error: "invalid_blocks" },
    times: 2,
  });
}
