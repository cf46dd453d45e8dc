import { describe, expect } from "vitest";

import { addDays } from "../../../src/domain/day.ts";
import { backtestRule } from "../../../src/usecases/alerting/backtest-rule.ts";
import { type AlertDesk, ruleOf, test, tickAfter } from "../../support/alert-desk.ts";
import type { DeskAccount } from "../../support/desk-account.ts";
import { factsOf, type Told } from "./replay.ts";

const FIRST = "2026-10-20";
const DARK = "2026-11-10";

/** Ten conversions a day each, at 10; from `DARK` on for `darkDays` none of the named converts. */
async function goDark(
  account: DeskAccount,
  { names = ["A", "B"], dark = ["A", "B"], darkDays = 2, after = 0 } = {},
): Promise<void> {
  const days = (name: string): Told[] => [
    ...Array.from({ length: 21 }, (): Told => [100, 10]),
    ...Array.from({ length: darkDays }, (): Told => [100, dark.includes(name) ? 0 : 10]),
    ...Array.from({ length: after }, (): Told => [100, 10]),
  ];
  await account.put(names.flatMap((name) => factsOf(name, FIRST, days(name))));
}

async function kinds(desk: AlertDesk): Promise<string[]> {
  return (await desk.episodes()).map(({ kind, phase }) => `${String(kind)} ${String(phase)}`);
}

const WINDOW = { days: 3 };

describe("tracking", () => {
  test("that breaks for all campaigns is one alert, and withholds what hangs on it", async ({
    desk,
  }) => {
    const account = await desk.account();
    await goDark(account);
    await desk.add(ruleOf({ name: "CPA", window: WINDOW, guards: { confidence: 0.95 } }));
    await desk.add(ruleOf({ name: "ROAS", metric: "roas", when: { below: 0.1 }, window: WINDOW }));
    await desk.add(
      ruleOf({ name: "Spend", metric: "spend", when: { above: 299 }, window: WINDOW }),
    );

    const report = await desk.check(tickAfter(DARK));

    expect(report.opened.map(({ rule, campaign }) => `${rule}: ${campaign}`).toSorted()).toEqual([
      "Spend: A",
      "Spend: B",
      "Tracking looks broken: Main",
    ]);
    expect(report).toMatchObject({
      evaluated: 6,
      withheld: { thin_data: 0, stale_data: 0, snoozed: 0, tracking_broken: 4 },
    });
    expect((await desk.deliveries()).map(({ payload }) => payload)).toContainEqual({
      kind: "account",
      episodeId: report.opened[0]?.episodeId,
    });
  });

  test("is not told from a day that was still running when it was last loaded", async ({
    desk,
  }) => {
    const account = await desk.account();
    await goDark(account, { darkDays: 1 });
    await desk.add(ruleOf({ window: WINDOW }));
    const loadedAt = (instant: string) =>
      desk.sql("update accounts set loaded_at = $2 where workspace_id = $1", [
        desk.scope.workspaceId,
        instant,
      ]);

    await loadedAt(`${DARK}T21:00:00Z`);
    const early = await desk.check(tickAfter(DARK));
    await loadedAt(`${addDays(DARK, 1)}T09:30:00Z`);
    const late = await desk.check(tickAfter(DARK) + 3_600_000);

    expect(early.opened).toEqual([]);
    expect(late.opened).toMatchObject([{ rule: "Tracking looks broken" }]);
  });

  test("opens once, and is over with the first conversions", async ({ desk }) => {
    const account = await desk.account();
    await goDark(account, { darkDays: 3, after: 1 });
    await desk.add(ruleOf({ window: WINDOW }));

    await desk.check(tickAfter(DARK));
    const second = await desk.check(tickAfter(addDays(DARK, 1)));
    await desk.sendAll();
    const over = await desk.check(tickAfter(addDays(DARK, 3)));

    expect(second.opened).toEqual([]);
    expect(over.resolved).toMatchObject([{ rule: "Tracking looks broken", reason: "it is over" }]);
    expect(await kinds(desk)).toEqual(["tracking_broken resolved"]);
    const owed = (await desk.deliveries()).filter(({ state }) => state === "owed");
    expect(owed.map(({ payload }) => (payload as { kind: string }).kind).toSorted()).toEqual([
      "account",
      "account-over",
    ]);
  });

  test("changes nothing of what fires already, even where another rule looks at the campaign", async ({
    desk,
  }) => {
    const account = await desk.account();
    const well = await desk.account({ name: "Well" });
    await well.put(
      factsOf(
        "W",
        FIRST,
        Array.from({ length: 30 }, (): Told => [100, 10]),
      ),
    );
    await goDark(account);
    await desk.add(ruleOf({ name: "CPA", when: { above: 9 }, window: WINDOW }));
    await desk.check(tickAfter(addDays(DARK, -1)));
    const before = await desk.episodes();
    await desk.add(ruleOf({ name: "Spend", metric: "spend", when: { above: 1 }, window: WINDOW }));

    const report = await desk.check(tickAfter(DARK));

    expect(before.map(({ phase }) => phase)).toEqual(["firing", "firing", "firing"]);
    expect(report.resolved).toEqual([]);
    const after = (await desk.episodes()).slice(0, 3);
    expect(after.map(({ phase, ended }) => [phase, ended])).toEqual(
      before.map(() => ["firing", false]),
    );
  });

  test.for([
    ["one campaign of two goes without", ["A", "B"]],
    ["the account has one converting campaign", ["A"]],
  ] as const)("is not broken where %s", async ([, names], { desk }) => {
    const account = await desk.account();
    await goDark(account, { names: [...names], dark: ["A"] });
    await desk.add(ruleOf({ guards: { confidence: 0.95 }, window: WINDOW, when: { above: 14 } }));

    const report = await desk.check(tickAfter(addDays(DARK, 1)));

    expect(report.withheld.tracking_broken).toBe(0);
    expect(report.opened.map(({ rule, campaign }) => [rule, campaign])).toEqual([
      ["CPA over 40", "A"],
    ]);
  });

  test("is judged by what converted before this stretch, not before one of long ago", async ({
    db,
    desk,
  }) => {
    const account = await desk.account();
    const days = (count: number, conversions: number): Told[] =>
      Array.from({ length: count }, (): Told => [100, conversions]);
    // A alone is dark in the summer; in November it is both, each with conversions before.
    await account.put([
      ...factsOf("A", "2026-08-20", [
        ...days(20, 10),
        ...days(2, 0),
        ...days(60, 10),
        ...days(2, 0),
      ]),
      ...factsOf("B", "2026-10-10", [...days(31, 10), ...days(2, 0)]),
    ]);
    const rule = ruleOf({ when: { above: 9 }, window: { days: 1 } });
    await desk.add(rule);

    const report = await desk.check(tickAfter("2026-11-10"));
    const range = { from: "2026-09-10", to: "2026-11-12" };
    const { transitions } = await backtestRule(db, desk.scope, { rule, range });

    expect(report.opened.map((one) => one.rule)).toEqual(["Tracking looks broken"]);
    expect(transitions.filter(({ to }) => to !== "firing")).toEqual([]);
  });

  test("opens and closes by the account's days, whichever rule has its tick", async ({ desk }) => {
    const account = await desk.account();
    await goDark(account, { darkDays: 2 });
    const now = await desk.add(ruleOf({ name: "Now" }));
    const late = await desk.add(ruleOf({ name: "Late", window: { days: 1, ignoreLastDays: 5 } }));
    const at = tickAfter(addDays(DARK, 1));

    const first = await desk.check(at, { scheduled: [now] });
    const second = await desk.check(at, { scheduled: [late] });

    expect(first.opened).toHaveLength(1);
    expect(second.resolved).toEqual([]);
    expect(await kinds(desk)).toEqual(["tracking_broken firing"]);
  });
});
