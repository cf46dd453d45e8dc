import type { Db } from "../../src/db/db.ts";
import type { Rule } from "../../src/domain/alerting/rule.ts";
import { addDays, type Day } from "../../src/domain/day.ts";
import type { CheckReport } from "../../src/usecases/alerting/check-report.ts";
import { checkRules } from "../../src/usecases/alerting/check-rules.ts";
import { readRule } from "../../src/usecases/alerting/read-rule.ts";
import { addRule } from "../../src/usecases/alerting/save-rule.ts";
import type { Scope } from "../../src/usecases/scope.ts";
import { type AccountWords, type DeskAccount, type Fact, makeAccount } from "./desk-account.ts";
import { test as base } from "./fixtures.ts";

export type StoredRow = Record<string, unknown>;

export interface AlertDesk {
  readonly scope: Scope;
  account(words?: AccountWords): Promise<DeskAccount>;
  add(rule: Rule, now?: number): Promise<number>;
  check(at: number, options?: { scheduled?: number[]; now?: number }): Promise<CheckReport>;
  /** Deliveries in the order in which they were first owed. */
  deliveries(): Promise<StoredRow[]>;
  episodes(): Promise<StoredRow[]>;
  /** Turns in the order in which they were taken. */
  events(): Promise<StoredRow[]>;
  /** As if Slack had taken all that is owed. */
  sendAll(): Promise<void>;
  sql(text: string, values?: readonly unknown[]): Promise<StoredRow[]>;
}

const FILE = {
  name: "CPA over 40",
  scope: { all: true },
  metric: "cpa",
  when: { above: 40 },
  window: { days: 1 },
  channel: "#perf-alerts",
  schedule: "0 9 * * *",
  timezone: "UTC",
};

/** A rule out of a rule file; what is not said is CPA over 40 yesterday, at nine in UTC. */
export function ruleOf(change: Readonly<Record<string, unknown>> = {}): Rule {
  const reading = readRule({ ...FILE, ...change });
  if (reading.kind === "faulty") throw new Error(JSON.stringify(reading.faults));
  return reading.rule;
}

/** Nine in the morning in UTC, on the day after `day`: the tick that sees `day` as yesterday. */
export function tickAfter(day: Day): number {
  return Date.parse(`${addDays(day, 1)}T09:00:00Z`);
}

/** A row for each of the numbers, from a day on: the CPA of each day, at one conversion. */
export function cpaDays(campaign: string, from: Day, costs: readonly number[]): Fact[] {
  return costs.map((spend, index) => ({
    campaign,
    day: addDays(from, index),
    spend,
    clicks: 100,
    impressions: 1_000,
    conversions: 1,
    value: 50,
  }));
}

export const test = base.extend<{ desk: AlertDesk }>({
  desk: async ({ db, scope }, use) => {
    await use(deskOf(db, scope));
  },
});

export function deskOf(db: Db, scope: Scope): AlertDesk {
  const { workspaceId } = scope;
  const sql = (text: string, values: readonly unknown[] = []) =>
    db.rows<StoredRow>({ text }, values);
  return {
    scope,
    sql,
    account: (words) => makeAccount(db, scope, words),
    async add(rule, now = 0) {
      const { ruleId } = await addRule(db, { ...scope, now }, rule);
      return ruleId;
    },
    check: (at, { scheduled, now = at } = {}) =>
      checkRules(db, { ...scope, now }, { at, ...(scheduled === undefined ? {} : { scheduled }) }),
    deliveries: () =>
      sql("select * from deliveries where workspace_id = $1 order by sequence", [workspaceId]),
    episodes: () =>
      sql("select * from episodes where workspace_id = $1 order by episode_id", [workspaceId]),
    events: () =>
      sql("select * from episode_events where workspace_id = $1 order by event_id", [workspaceId]),
    async sendAll() {
      await sql(
        `update deliveries set state = 'sent', message_ts = coalesce(message_ts, sequence::text)
          where workspace_id = $1 and state = 'owed'`,
        [workspaceId],
      );
    },
  };
}
