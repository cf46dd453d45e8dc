import type { Account } from "../db/accounts.ts";
import { type AccountDay, dailyTotalsOf } from "../db/daily-totals.ts";
import type { Db } from "../db/db.ts";
import { precedingRange } from "../domain/day.ts";
import {
  type AccountLine,
  type CurrencySummary,
  type DailyTotals,
  type Freshness,
  measure,
  within,
} from "../domain/summary.ts";
import { addTotals } from "../domain/totals.ts";
import { type AccountPeriod, currencyGroups } from "./currency-groups.ts";
import { rankCampaigns, type RankingInput } from "./rank-campaigns.ts";
import type { Scope } from "./scope.ts";
import { settledThrough } from "./settled-through.ts";

/** How many campaigns an overview names. */
const LISTED = 100;

/** The whole workspace, a summary for each currency, highest spend first. */
export async function summarizeWorkspace(
  db: Db,
  scope: Scope,
  input: { readonly period: string; readonly campaigns?: number },
): Promise<CurrencySummary[]> {
  const groups = await currencyGroups(db, scope, input.period);
  const summaries: CurrencySummary[] = [];
  for (const group of groups) {
    const limit = input.campaigns ?? LISTED;
    summaries.push(
      await summarizeGroup(db, scope, {
        group,
        wholeWorkspace: groups.length === 1,
        metric: "spend",
        limit,
      }),
    );
  }
  return summaries.toSorted((a, b) =>
    Number(b.current.totals.spendMicros - a.current.totals.spendMicros),
  );
}

/** One currency's accounts, their campaigns ranked by a metric. */
export async function summarizeGroup(
  db: Db,
  scope: Scope,
  input: RankingInput,
): Promise<CurrencySummary> {
  const { group } = input;
  const ranking = await rankCampaigns(db, scope, input);
  const [first] = group;
  if (first === undefined) throw new Error("A currency has accounts.");
  const before = precedingRange(first.period);
  const days = await daysOfGroup(db, scope, group);
  const current = group.flatMap(({ account, period }) =>
    within(days.get(account.accountId) ?? [], period),
  );
  const previous = group.flatMap(({ account, period }) =>
    within(days.get(account.accountId) ?? [], precedingRange(period)),
  );
  return {
    currency: first.account.currency,
    period: first.period,
    accounts: await Promise.all(group.map((one) => accountLine(db, scope, one))),
    current: measure([...current, ...ranking.periodTotals.current]),
    previous: { range: before, ...measure([...previous, ...ranking.periodTotals.previous]) },
    daily: addByDay(current),
    campaigns: ranking.campaigns,
    campaignCount: ranking.campaignCount,
    freshness: freshnessOf(group.map(({ account }) => account)),
  };
}

async function accountLine(
  db: Db,
  { now }: Scope,
  { account, period }: AccountPeriod,
): Promise<AccountLine> {
  return {
    name: account.name,
    platform: account.platform,
    zone: account.timeZone,
    range: { from: period.from, to: period.to },
    freshness: freshnessOf([account]),
    settledThrough: await settledThrough(db, account, now),
  };
}

async function daysOfGroup(
  db: Db,
  scope: Scope,
  group: readonly AccountPeriod[],
): Promise<Map<number, AccountDay[]>> {
  const all = await dailyTotalsOf(db, {
    workspaceId: scope.workspaceId,
    accountIds: group.map(({ account }) => account.accountId),
    from: group.map(({ period }) => precedingRange(period).from).toSorted()[0] ?? "",
    to:
      group
        .map(({ period }) => period.to)
        .toSorted()
        .at(-1) ?? "",
  });
  const days = new Map<number, AccountDay[]>();
  for (const day of all) {
    const list = days.get(day.accountId);
    if (list === undefined) days.set(day.accountId, [day]);
    else list.push(day);
  }
  return days;
}

function addByDay(days: readonly AccountDay[]): DailyTotals[] {
  const byDay = new Map<string, DailyTotals>();
  for (const { accountId: _, ...day } of days) {
    const sum = byDay.get(day.day);
    byDay.set(day.day, sum === undefined ? day : { day: day.day, ...addTotals(sum, day) });
  }
  return [...byDay.values()].toSorted((a, b) => a.day.localeCompare(b.day));
}

/** The newest day and load among accounts. */
function freshnessOf(accounts: readonly Account[]): Freshness {
  const days = accounts.flatMap(({ lastDay }) => lastDay ?? []);
  const loads = accounts.flatMap(({ loadedAt }) => loadedAt?.getTime() ?? []);
  return {
    lastDay: days.toSorted().at(-1),
    loadedAt: loads.length === 0 ? undefined : Math.max(...loads),
  };
}
