import { expect } from "vitest";

import type { Db } from "../../../src/db/db.ts";
import type { Rule } from "../../../src/domain/alerting/rule.ts";
import { ticksBetween } from "../../../src/domain/alerting/schedule.ts";
import { addDays, type Day, type DayRange, instantOf } from "../../../src/domain/day.ts";
import { backtestRule } from "../../../src/usecases/alerting/backtest-rule.ts";
import type { AlertDesk, StoredRow } from "../../support/alert-desk.ts";
import type { Fact } from "../../support/desk-account.ts";

/** A change of one campaign's state at a tick. */
export interface Change {
  readonly at: string;
  readonly campaign: string;
  readonly from: string;
  readonly to: string;
  readonly value: number | null;
}

/** What a campaign said on a day: the cost of its one conversion, or cost and conversions; undefined: no row. */
export type Told = number | readonly [spend: number, conversions: number] | undefined;

export function factsOf(campaign: string, first: Day, days: readonly Told[]): Fact[] {
  return days.flatMap((told, index) => {
    if (told === undefined) return [];
    const [spend, conversions] = typeof told === "number" ? ([told, 1] as const) : told;
    return [{ campaign, day: addDays(first, index), spend, conversions, clicks: 10, value: 50 }];
  });
}

/**
 * Lets a rule go through days twice: in a back-test, and by checks tick after tick. Both must see the same, and owe the
 * same number of messages; returns the changes.
 */
export async function replay(
  db: Db,
  desk: AlertDesk,
  { rule, range }: { readonly rule: Rule; readonly range: DayRange },
): Promise<Change[]> {
  const backtest = await backtestRule(db, desk.scope, { rule, range });
  const owedBefore = await countOwed(desk);
  const ruleId = await desk.add(rule);
  const zone = rule.timeZone ?? desk.scope.zone;
  const ticks = ticksBetween(rule.schedule, zone, {
    fromMs: instantOf(range.from, zone),
    toMs: instantOf(addDays(range.to, 1), zone) - 1,
  });
  for (const at of ticks) await desk.check(at, { scheduled: [ruleId] });
  await desk.sql("update rules set removed_at = now() where workspace_id = $1 and rule_id = $2", [
    desk.scope.workspaceId,
    ruleId,
  ]);
  const expected = backtest.transitions.map(({ at, campaign, from, to, value }) => ({
    at: minute(at),
    campaign,
    from,
    to,
    value: value ?? null,
  }));
  expect(sorted(await liveChanges(desk, ruleId))).toEqual(sorted(expected));
  expect(backtest.evaluations).toBe(ticks.length);
  expect(backtest.notifications).toBe((await countOwed(desk)) - owedBefore);
  return sorted(expected);
}

/** `2026-11-02T09:00 A ok → firing 41`. */
export function words(changes: readonly Change[]): string[] {
  return changes.map(
    ({ at, campaign, from, to, value }) => `${at} ${campaign} ${from} → ${to} ${String(value)}`,
  );
}

/** Messages about campaigns; those about accounts are no rule's. */
async function countOwed(desk: AlertDesk): Promise<number> {
  const kinds = (await desk.deliveries()).map(({ payload }) => (payload as { kind: string }).kind);
  return kinds.filter((kind) => kind === "episode" || kind === "note").length;
}

const EVENTS = `select v.at, v.turn, v.reading, c.name, e.campaign_id
    from episode_events v
    join episodes e on e.workspace_id = v.workspace_id and e.episode_id = v.episode_id
    join campaigns c on c.workspace_id = e.workspace_id and c.campaign_id = e.campaign_id
   where v.workspace_id = $1 and e.rule_id = $2 order by v.event_id`;

async function liveChanges(desk: AlertDesk, ruleId: number): Promise<Change[]> {
  const rows = await desk.sql(EVENTS, [desk.scope.workspaceId, ruleId]);
  const phases = new Map<unknown, string>();
  return rows.flatMap((row) => {
    const to = PHASE_AFTER[String(row["turn"])];
    if (to === undefined) return [];
    const from = phases.get(row["campaign_id"]) ?? "ok";
    phases.set(row["campaign_id"], to === "resolved" ? "ok" : to);
    return [
      {
        at: minute((row["at"] as Date).getTime()),
        campaign: String(row["name"]),
        from,
        to,
        value: valueOf(row),
      },
    ];
  });
}

const PHASE_AFTER: Readonly<Record<string, string>> = {
  pending: "pending",
  calmed: "ok",
  fired: "firing",
  resolved: "resolved",
  ended: "resolved",
};

function valueOf({ reading }: StoredRow): number | null {
  return (reading as { value: number | null } | null)?.value ?? null;
}

function minute(at: number): string {
  return new Date(at).toISOString().slice(0, 16);
}

function sorted(changes: readonly Change[]): Change[] {
  return changes.toSorted((a, b) => (a.at + a.campaign < b.at + b.campaign ? -1 : 1));
}
