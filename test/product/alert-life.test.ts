import { describe, expect } from "vitest";

import { addDays, type Day } from "../../src/domain/day.ts";
import { textFile } from "../../src/sources/files/text/text-file.ts";
import { setChannel } from "../../src/usecases/alerting/channel-settings.ts";
import { importFile } from "../../src/usecases/import-file.ts";
import {
  type AlertDesk,
  check,
  edited,
  heard,
  LONG,
  PATIENCE,
  repliesTo,
  saying,
  startDesk,
  test,
  watch,
  wordsOf,
} from "./alert-test.ts";
import { LEO } from "./product-test.ts";

startDesk();

const DAY_MS = 86_400_000;
const HERE = "C0GROWTH";
const FIRST = "2026-11-01" as Day;

/** Days of one campaign from 1 November on: what each conversion costs, of 400 a day. */
async function load({ workspace }: AlertDesk, campaign: string, costs: readonly number[]) {
  const rows = costs.map((cost, index) => {
    const conversions = Math.round(4_000 / cost);
    return `${addDays(FIRST, index)},${campaign},4000,2000,${conversions},USD`;
  });
  const { product } = workspace;
  await importFile(product.importing, await product.scope("job:test"), {
    file: textFile(
      `${campaign}.csv`,
      ["Date,Campaign,Cost,Clicks,Conversions,Currency", ...rows].join("\n"),
    ),
    account: `Account of ${campaign}`,
    hints: { timeZone: "America/New_York" },
    dryRun: false,
    skipBadRows: false,
    again: false,
  });
}

const GOOD = Array.from({ length: 20 }, () => 20);
const bad = (days: number) => Array.from({ length: days }, () => 80);
const good = (days: number) => Array.from({ length: days }, () => 20);

describe("an alert's whole life", LONG, () => {
  test("is one message: it fires, reminds, recovers, and pings nobody for that", async ({
    desk,
  }) => {
    const campaign = "Lived";
    const rule = {
      name: "CPA of Lived",
      scope: { campaigns: [campaign] },
      metric: "cpa",
      when: { above: 40 },
      window: { days: 2 },
      guards: { confidence: 0.95 },
      for: 2,
      recover: { margin: 0.1, for: 1 },
      remindEveryHours: 24,
      severity: "critical",
      mention: [LEO],
      channel: HERE,
    };
    await load(desk, campaign, [...GOOD, ...bad(3)]);
    const ruleId = await watch(desk, rule);
    const scope = await desk.workspace.product.scope(`slack:${LEO}`);
    const { db } = desk.workspace.product.database;
    await setChannel(db, scope, {
      channel: HERE,
      settings: { broadcast: true, morningAt: undefined, timeZone: undefined },
    });

    expect((await check(desk, [ruleId])).opened).toEqual([]);
    expect((await check(desk, [ruleId])).opened).toHaveLength(1);
    const message = await heard(desk, ["🔴 Breaching", campaign], { channel: HERE, thread: null });
    expect(wordsOf(message)).toContain("$80.00");
    expect(wordsOf(message)).toContain(`<@${LEO}>`);

    await load(desk, campaign, [...GOOD, ...bad(4)]);
    await check(desk, [ruleId], DAY_MS);
    await expect.poll(() => repliesTo(desk, message).length, PATIENCE).toBe(1);
    const [reminder] = repliesTo(desk, message);
    expect(reminder?.text).toContain("Still breaching");
    expect(reminder?.broadcast).toBe(true);

    await load(desk, campaign, [...GOOD, ...bad(4), ...good(2)]);
    await check(desk, [ruleId], 2 * DAY_MS);
    const recovered = await edited(desk, message, ["🟢 Recovered"]);
    expect(wordsOf(recovered)).toContain("fired at $80.00");
    expect(wordsOf(recovered)).not.toContain("<@");
    await expect.poll(() => repliesTo(desk, message).length, PATIENCE).toBe(2);
    const word = repliesTo(desk, message)[1];
    expect(word?.text).toContain("🟢 Recovered");
    expect(wordsOf(word ?? message)).not.toContain("<@");
    await check(desk, [ruleId]);
    expect(saying(desk, [campaign], { channel: HERE, thread: null })).toHaveLength(1);
  });
});

describe("quiet hours", LONG, () => {
  test("keep an alert until they end", async ({ desk }) => {
    const from = new Date(desk.clock.now - 3_600_000).toISOString().slice(11, 16);
    const to = new Date(desk.clock.now + 4 * 3_600_000).toISOString().slice(11, 16);
    const channel = "C0GENERAL";
    await load(desk, "Night", good(Math.floor((desk.clock.now - Date.UTC(2026, 10, 1)) / DAY_MS)));
    const shared = {
      metric: "cpa",
      when: { above: 1 },
      window: { days: 2 },
      channel,
      timezone: "Etc/UTC",
    };
    const scope = { campaigns: ["Night"] };
    const quiet = await watch(desk, { ...shared, scope, name: "Sleeps", quietHours: { from, to } });
    const loud = await watch(desk, { ...shared, scope, name: "Wakes" });
    await check(desk, [quiet, loud]);

    await heard(desk, ["Rule: Wakes"], { channel });
    expect(saying(desk, ["Rule: Sleeps"], { channel })).toEqual([]);
    desk.clock.now += 5 * 3_600_000;

    const late = await heard(desk, ["Rule: Sleeps"], { channel });
    expect(late.onlyFor).toBeUndefined();
  });
});
