import { type CampaignRecord, campaignsById } from "../db/campaigns.ts";
import type { Db } from "../db/db.ts";
import { campaignSums, type CampaignSums } from "../db/facts.ts";
import { periodTotalsOf } from "../db/period-totals.ts";
import { type DayRange, precedingRange } from "../domain/day.ts";
import { betterWhen, type Metric, metricOf } from "../domain/kpi.ts";
import { type CampaignLine, measure } from "../domain/summary.ts";
import { NO_TOTALS, type Totals } from "../domain/totals.ts";
import type { AccountPeriod } from "./currency-groups.ts";
import type { Scope } from "./scope.ts";

export interface CampaignRanking {
  readonly campaigns: readonly CampaignLine[];
  readonly campaignCount: number;
  /** What files without days gave for exactly these periods, of campaigns that have no facts there. */
  readonly periodTotals: {
    readonly current: readonly Totals[];
    readonly previous: readonly Totals[];
  };
}

/** The campaigns of one currency, best first by the metric; those where it is undefined come last. */
export async function rankCampaigns(
  db: Db,
  scope: Scope,
  input: {
    readonly group: readonly AccountPeriod[];
    readonly metric: Metric;
    readonly limit: number;
  },
): Promise<CampaignRanking> {
  const facts = await campaignSums(db, {
    workspaceId: scope.workspaceId,
    windows: input.group.map(({ account, period }) => ({
      accountId: account.accountId,
      before: precedingRange(period).from,
      from: period.from,
      to: period.to,
    })),
  });
  const totals = await totalsWithoutDays(db, scope, { group: input.group, facts });
  const ranked = [...facts, ...totals].toSorted(byMetric(input.metric));
  return {
    campaigns: await linesOf(db, scope, ranked.slice(0, input.limit)),
    campaignCount: ranked.length,
    periodTotals: {
      current: totals.map(({ current }) => current),
      previous: totals.map(({ previous }) => previous),
    },
  };
}

async function linesOf(
  db: Db,
  scope: Scope,
  ranked: readonly CampaignSums[],
): Promise<CampaignLine[]> {
  const records = await campaignsById(db, {
    workspaceId: scope.workspaceId,
    ids: ranked.map(({ campaignId }) => campaignId),
  });
  const byId = new Map<number, CampaignRecord>(records.map((record) => [record.label.id, record]));
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
  input: { readonly group: readonly AccountPeriod[]; readonly facts: readonly CampaignSums[] },
): Promise<CampaignSums[]> {
  const withFacts = new Set(input.facts.map(({ campaignId }) => campaignId));
  const current = await periodTotals(db, scope, { group: input.group, rangeOf: (range) => range });
  if (current.size === 0) return [];
  const previous = await periodTotals(db, scope, { group: input.group, rangeOf: precedingRange });
  return [...current]
    .filter(([campaignId]) => !withFacts.has(campaignId))
    .map(([campaignId, totals]) => ({
      campaignId,
      current: totals,
      previous: previous.get(campaignId) ?? NO_TOTALS,
    }));
}

async function periodTotals(
  db: Db,
  scope: Scope,
  input: {
    readonly group: readonly AccountPeriod[];
    readonly rangeOf: (range: DayRange) => DayRange;
  },
): Promise<Map<number, Totals>> {
  const byRange = new Map<string, { range: DayRange; accountIds: number[] }>();
  for (const { account, period } of input.group) {
    const range = input.rangeOf(period);
    const key = `${range.from}..${range.to}`;
    const entry = byRange.get(key) ?? { range, accountIds: [] };
    entry.accountIds.push(account.accountId);
    byRange.set(key, entry);
  }
  const found = new Map<number, Totals>();
  for (const { range, accountIds } of byRange.values()) {
    const rows = await periodTotalsOf(db, {
      workspaceId: scope.workspaceId,
      accountIds,
      from: range.from,
      to: range.to,
    });
    for (const { campaignId, accountId: _, ...totals } of rows) found.set(campaignId, totals);
  }
  return found;
}
