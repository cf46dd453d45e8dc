import { describe, expect } from "vitest";

import { listAccounts } from "../../../src/db/accounts.ts";
import { linkAccount } from "../../../src/db/source-accounts.ts";
import { claimSource, settleSource } from "../../../src/db/sources.ts";
import { addDays, type Day } from "../../../src/domain/day.ts";
import { drawAccountAlert } from "../../../src/usecases/alerting/draw-account-alert.ts";
import { listAlerts } from "../../../src/usecases/alerting/list-alerts.ts";
import { editRule, muteRule } from "../../../src/usecases/alerting/save-rule.ts";
import { addSource } from "../../../src/usecases/sources/change-source.ts";
import { type AlertDesk, ruleOf, test, tickAfter } from "../../support/alert-desk.ts";
import type { DeskAccount } from "../../support/desk-account.ts";
import { NOW } from "../../support/fixtures.ts";
import { factsOf, type Told } from "./replay.ts";

const FIRST = "2026-10-20";

describe("staleness", () => {
  const LAST: Day = "2026-11-10";

  async function stale(desk: AlertDesk): Promise<DeskAccount> {
    const account = await desk.account();
    await account.put(
      ["A", "B"].flatMap((name) =>
        factsOf(
          name,
          FIRST,
          Array.from({ length: 22 }, (): Told => [100, 1]),
        ),
      ),
    );
    return account;
  }

  test("is listed beside the campaigns' alerts while it is open", async ({ db, desk }) => {
    await stale(desk);
    await desk.add(ruleOf());
    await desk.check(tickAfter(LAST));
    await desk.check(tickAfter(addDays(LAST, 2)));

    const now = tickAfter(addDays(LAST, 2));
    const { alerts, accounts } = await listAlerts(db, { ...desk.scope, now });

    expect(alerts.map(({ campaign }) => campaign.name).toSorted()).toEqual(["A", "B"]);
    expect(accounts.map(({ trouble }) => trouble)).toEqual(["stale_data"]);
  });

  test("names the live source that fails, and what mends it", async ({ db, desk }) => {
    await stale(desk);
    const { scope } = desk;
    const [account] = await listAccounts(db, scope.workspaceId);
    if (account === undefined) throw new Error("There is an account.");
    const { sourceId } = await addSource(db, scope, {
      kind: "sql",
      name: "Warehouse",
      settings: {},
      secrets: undefined,
      schedule: "0 * * * *",
      timeZone: undefined,
      trailingDays: 7,
      historyDays: 7,
    });
    await linkAccount(db, { ...account, sourceId, externalId: "1" });
    const lease = await claimSource(db, { ...scope, sourceId }, { now: NOW, until: NOW + 1 });
    if (lease === undefined) throw new Error("The source is free.");
    const fault = { kind: "credentials", message: "The token has ended.", next: "Make a new one." };
    await settleSource(db, lease, { kind: "failed", at: NOW, fault, dueAt: NOW });
    await desk.add(ruleOf());
    await desk.check(tickAfter(addDays(LAST, 2)));

    const now = tickAfter(addDays(LAST, 2));
    const { accounts } = await listAlerts(db, { ...scope, now });
    const episodeId = accounts[0]?.episodeId ?? 0;
    const { workspaceId } = scope;
    const alert = await drawAccountAlert(db, { workspaceId, now }, episodeId);

    expect(alert.source).toEqual({
      name: "Warehouse",
      fault: { message: "The token has ended.", next: "Make a new one." },
    });
  });

  test("is one alert on the third day, withholds, and is over with new numbers", async ({
    desk,
  }) => {
    const account = await stale(desk);
    await desk.add(ruleOf());

    const fires = await desk.check(tickAfter(LAST));
    const usual = await desk.check(tickAfter(addDays(LAST, 1)));
    const late = await desk.check(tickAfter(addDays(LAST, 2)));
    const still = await desk.check(tickAfter(addDays(LAST, 3)));
    await account.put(
      factsOf("A", addDays(LAST, 1), [
        [100, 1],
        [100, 1],
        [100, 1],
        [30, 1],
      ]),
    );
    const over = await desk.check(tickAfter(addDays(LAST, 4)));

    expect(fires.opened.map(({ rule }) => rule)).toEqual(["CPA over 40", "CPA over 40"]);
    expect([usual.opened, usual.resolved, usual.withheld.stale_data]).toEqual([[], [], 2]);
    expect(late.opened.map(({ rule, campaign }) => [rule, campaign])).toEqual([
      ["Data is stale", "Main"],
    ]);
    expect(late.opened[0]?.reason).toBe(`the newest numbers of the account are of ${LAST}`);
    expect([still.opened, still.resolved]).toEqual([[], []]);
    expect(over.resolved.map(({ rule, campaign }) => [rule, campaign])).toEqual([
      ["Data is stale", "Main"],
      ["CPA over 40", "A"],
    ]);
  });

  test("waits for as long as the account's loads usually take", async ({ desk }) => {
    const account = await stale(desk);
    const week = 7 * 86_400_000;
    const at = tickAfter(LAST);
    await account.loaded(at - 3 * week, at - 2 * week, at - week, at);
    await desk.add(ruleOf());

    const reports = [];
    for (const days of [7, 8]) reports.push(await desk.check(tickAfter(addDays(LAST, days))));

    expect(reports.map(({ opened }) => opened.map(({ rule }) => rule))).toEqual([
      [],
      ["Data is stale"],
    ]);
  });

  test("of an account that is over for a month is nobody's business", async ({ desk }) => {
    await stale(desk);
    await desk.add(ruleOf());

    const report = await desk.check(tickAfter(addDays(LAST, 31)));

    expect(report).toMatchObject({ evaluated: 0, opened: [] });
  });

  test("is told when a rule that looks at the account may speak, and in its quiet hours later", async ({
    db,
    desk,
  }) => {
    await stale(desk);
    const quietHours = { from: "08:00", to: "10:00" };
    const ruleId = await desk.add(ruleOf({ quietHours }));
    await muteRule(db, desk.scope, { ruleId, muted: { until: undefined } });

    const silent = await desk.check(tickAfter(addDays(LAST, 2)));
    const untold = await desk.deliveries();
    await muteRule(db, desk.scope, { ruleId, muted: null });
    const now = tickAfter(addDays(LAST, 3));
    await desk.check(now);

    expect(silent.opened.map(({ rule }) => rule)).toEqual(["Data is stale"]);
    expect(untold).toEqual([]);
    const told = await desk.deliveries();
    expect(told.map(({ payload, due_at }) => [payload, (due_at as Date).getTime()])).toEqual([
      [{ kind: "account", episodeId: silent.opened[0]?.episodeId }, now + 3_600_000],
    ]);
  });

  test("is told in no channel that is lost", async ({ db, desk }) => {
    await stale(desk);
    const ruleId = await desk.add(ruleOf());
    await desk.sql(
      "insert into alert_channels (workspace_id, channel, broadcast, lost_reason) values ($1, '#perf-alerts', false, 'is_archived')",
      [desk.scope.workspaceId],
    );

    await desk.check(tickAfter(addDays(LAST, 2)));
    const lost = await desk.deliveries();
    await editRule(db, desk.scope, { ruleId, rule: ruleOf({ channel: "#other" }) });
    await desk.check(tickAfter(addDays(LAST, 3)));

    expect(lost).toEqual([]);
    expect((await desk.deliveries()).map(({ channel }) => channel)).toEqual(["#other"]);
  });
});
