import { campaignSums, type CampaignSums } from "../db/campaign-sums.ts";
import { type CampaignRecord, campaignsById } from "../db/campaigns.ts";
import type { Db } from "../db/db.ts";
import { campaignsWithFacts } from "../db/facts.ts";
import { periodTotalsOf } from "../db/period-totals.ts";
import { type Day, type DayRange, precedingRange } from "../domain/day.ts";
import { betterWhen, type Metric, metricOf, needsValue } from "../domain/kpi.ts";
import { type CampaignLine, measure } from "../domain/summary.ts";
import { NO_TOTALS, type Totals } from "../domain/totals.ts";
import type { AccountPeriod } from "./currency-groups.ts";
import type { Scope } from "./scope.ts";
import { withoutValue } from "./without-value.ts";

export interface CampaignRanking {
  readonly campaigns: readonly CampaignLine[];
  readonly campaignCount: number;
  /** What files without days gave for exactly these periods, of campaigns that have no facts there. */
  readonly periodTotals: {
    readonly current: readonly Totals[];
    readonly previous: readonly Totals[];
  };
}

export interface RankingInput {
  /** The accounts of one currency. */
  readonly group: readonly AccountPeriod[];
  /** The workspace has no other accounts. */
  readonly wholeWorkspace: boolean;
  readonly metric: Metric;
  readonly limit: number;
}

/** The campaigns of one currency, best first by the metric; those where it is undefined come last. */
export async function rankCampaigns(
  db: Db,
  scope: Scope,
  input: RankingInput,
): Promise<CampaignRanking> {
  const facts = await sumsByWindow(db, scope, input);
  const totals = await totalsWithoutDays(db, scope, input.group);
  const ranked = [...facts.sums, ...totals].toSorted(byMetric(input.metric));
  const listed = ranked.slice(0, input.limit);
  const lines = await linesOf(db, scope, {
    ranked: listed,
    // A total of a period says by itself whether it has a value.
    ofDays: listed.filter((sums) => !totals.includes(sums)),
    upTo:
      input.group
        .map(({ period }) => period.to)
        .toSorted()
        .at(-1) ?? "",
  });
  return {
    campaigns: needsValue(input.metric)
      ? lines.toSorted((a, b) => Number(a.withoutValue) - Number(b.withoutValue))
      : lines,
    campaignCount: facts.count + totals.length,
    periodTotals: {
      current: totals.map(({ current }) => current),
      previous: totals.map(({ previous }) => previous),
    },
  };
}

/** One query for each distinct stretch of days: accounts in other zones may be a day apart. */
async function sumsByWindow(
  db: Db,
  scope: Scope,
  input: RankingInput,
): Promise<{ readonly sums: readonly CampaignSums[]; readonly count: number }> {
  const windows = accountsByRange(input.group);
  const found = [];
  for (const { range, accountIds } of windows) {
    found.push(
      await campaignSums(db, {
        ...range,
        workspaceId: scope.workspaceId,
        before: precedingRange(range).from,
        metric: input.metric,
        limit: input.limit,
        ...(windows.length === 1 && input.wholeWorkspace ? {} : { accountIds }),
      }),
    );
  }
  return {
    sums: found.flatMap(({ sums }) => sums),
    count: found.reduce((count, window) => count + window.count, 0),
  };
}

async function linesOf(
  db: Db,
  scope: Scope,
  of: {
    readonly ranked: readonly CampaignSums[];
    readonly ofDays: readonly CampaignSums[];
    readonly upTo: Day;
  },
): Promise<CampaignLine[]> {
  const { ranked, ofDays, upTo } = of;
  const { workspaceId } = scope;
  const records = await campaignsById(db, {
    workspaceId,
    ids: ranked.map(({ campaignId }) => campaignId),
  });
  const byId = new Map<number, CampaignRecord>(records.map((record) => [record.label.id, record]));
  const campaigns = ofDays.flatMap(({ campaignId, current }) => {
    const record = byId.get(campaignId);
    return record === undefined ? [] : [{ campaignId, accountId: record.accountId, current }];
  });
  const silent = await withoutValue(db, { workspaceId, campaigns, upTo });
  return ranked.flatMap(({ campaignId, current, previous }) => {
    const record = byId.get(campaignId);
    return record === undefined
      ? []
      : [
          {
            campaign: record.label,
            target: record.target,
            ...measure([current]),
            previous: measure([previous]),
            withoutValue: silent.has(campaignId),
          },
        ];
  });
}

/** Better first; spend and the like, where neither direction is better, highest first. */
function byMetric(metric: Metric): (a: CampaignSums, b: CampaignSums) => number {
  const sign = betterWhen(metric) === "lower" ? 1 : -1;
  return (a, b) => {
    const left = metricOf(metric, a.current);
    const right = metricOf(metric, b.current);
    if (left === undefined || right === undefined) {
      return (
        Number(left === undefined) - Number(right === undefined) || a.campaignId - b.campaignId
      );
    }
    return sign * (left - right) || a.campaignId - b.campaignId;
  };
}

async function totalsWithoutDays(
  db: Db,
  scope: Scope,
  group: readonly AccountPeriod[],
): Promise<CampaignSums[]> {
  const found: CampaignSums[] = [];
  for (const { range, accountIds } of accountsByRange(group)) {
    const current = await periodTotals(db, scope, { range, accountIds });
    if (current.size === 0) continue;
    const previous = await periodTotals(db, scope, { range: precedingRange(range), accountIds });
    const daily = await campaignsWithFacts(db, {
      ...range,
      workspaceId: scope.workspaceId,
      campaignIds: [...current.keys()],
    });
    for (const [campaignId, totals] of current) {
      if (daily.has(campaignId)) continue;
      found.push({ campaignId, current: totals, previous: previous.get(campaignId) ?? NO_TOTALS });
    }
  }
  return found;
}

async function periodTotals(
  db: Db,
  scope: Scope,
  { range, accountIds }: RangeAccounts,
): Promise<Map<number, Totals>> {
  const rows = await periodTotalsOf(db, { ...range, workspaceId: scope.workspaceId, accountIds });
  return new Map(rows.map((row) => [row.campaignId, row]));
}

interface RangeAccounts {
  readonly range: DayRange;
  readonly accountIds: readonly number[];
}

function accountsByRange(group: readonly AccountPeriod[]): RangeAccounts[] {
  const byRange = new Map<string, { range: DayRange; accountIds: number[] }>();
  for (const { account, period } of group) {
    const { from, to } = period;
    const key = `${from}..${to}`;
    const entry = byRange.get(key) ?? { range: { from, to }, accountIds: [] };
    entry.accountIds.push(account.accountId);
    byRange.set(key, entry);
  }
  return [...byRange.values()];
}
