import { type CampaignRecord, campaignsById } from "../db/campaigns.ts";
import type { Db } from "../db/db.ts";
import { campaignDays } from "../db/facts.ts";
import { firstPartyOfCampaign } from "../db/first-party-sums.ts";
import { periodTotalsOf } from "../db/period-totals.ts";
import { dayAt, type DayRange, precedingRange } from "../domain/day.ts";
import { periodOf } from "../domain/period.ts";
import {
  type CampaignSummary,
  type DailyTotals,
  type FirstParty,
  measure,
  type Measured,
  within,
} from "../domain/summary.ts";
import type { Totals } from "../domain/totals.ts";
import { noPeriod } from "./currency-groups.ts";
import { Invalid, NotFound } from "./errors.ts";
import type { Scope } from "./scope.ts";
import { settledOf } from "./settled-of.ts";
import { withoutValue } from "./without-value.ts";

/** One campaign's numbers of a period, cut in its account's zone, beside those of the days before. */
export async function summarizeCampaign(
  db: Db,
  scope: Scope,
  input: { readonly campaign: CampaignRecord | number; readonly period: string },
): Promise<CampaignSummary> {
  const record = await recordOf(db, scope, input.campaign);
  const period = periodOf(input.period, dayAt(scope.now, record.zone));
  if (period === undefined) throw new Invalid(noPeriod(input.period));
  const before = precedingRange(period);
  const days = await daysOf(db, scope, { record, range: { from: before.from, to: period.to } });
  const source = { scope, record, days };
  const current = await sumsOf(db, source, period);
  const previous = await sumsOf(db, source, before);
  const measured = measure(current.sums);
  return {
    campaign: record.label,
    period,
    currency: record.currency,
    zone: record.zone,
    target: record.target,
    dailyBudgetMicros: record.dailyBudgetMicros,
    budgetKind: record.budgetKind,
    pricing: record.pricing,
    learning: record.learning,
    budgetLostShare: record.budgetLostShare,
    current: measured,
    previous: { range: before, ...measure(previous.sums) },
    daily: current.daily,
    grain: current.grain,
    withoutValue: await isWithoutValue(db, scope, { record, period, current, measured }),
    settled: await settledOf(db, scope, { record, range: period, daily: current.daily }),
    freshness: { lastDay: record.lastDay, loadedAt: record.loadedAt },
    firstParty: await firstPartyOf(db, scope, { record, range: period }),
  };
}

async function firstPartyOf(
  db: Db,
  { workspaceId }: Scope,
  { record, range }: { readonly record: CampaignRecord; readonly range: DayRange },
): Promise<FirstParty | undefined> {
  if (!record.hasFirstParty) return undefined;
  const { from, to } = range;
  const { label, currency } = record;
  return firstPartyOfCampaign(db, { workspaceId, campaignId: label.id, from, to, currency });
}

/** The campaign's days of a range: those that were read along with it, if they reach so far. */
async function daysOf(
  db: Db,
  scope: Scope,
  { record, range }: { readonly record: CampaignRecord; readonly range: DayRange },
): Promise<readonly DailyTotals[]> {
  const { known } = record;
  if (known !== undefined && known.from <= range.from && known.to >= range.to) return known.days;
  const { workspaceId } = scope;
  return campaignDays(db, { ...range, workspaceId, campaignId: record.label.id });
}

/** A total of a period says by itself whether it has a value. */
async function isWithoutValue(
  db: Db,
  { workspaceId }: Scope,
  of: {
    readonly record: CampaignRecord;
    readonly period: DayRange;
    readonly current: Sums;
    readonly measured: Measured;
  },
): Promise<boolean> {
  const { record, period, current, measured } = of;
  if (current.grain === "period") return false;
  const { label, accountId } = record;
  const campaign = { campaignId: label.id, accountId, current: measured.totals };
  const found = await withoutValue(db, { workspaceId, campaigns: [campaign], upTo: period.to });
  return found.has(label.id);
}

interface Source {
  readonly scope: Scope;
  readonly record: CampaignRecord;
  readonly days: readonly DailyTotals[];
}

interface Sums {
  readonly sums: readonly Totals[];
  readonly daily: readonly DailyTotals[];
  readonly grain: "day" | "period";
}

/** Facts where there are any; else the total that a file without days gave for exactly this range. */
async function sumsOf(db: Db, source: Source, range: DayRange): Promise<Sums> {
  const daily = within(source.days, range);
  if (daily.length > 0) return { sums: daily, daily, grain: "day" };
  const totals = await periodTotalsOf(db, {
    workspaceId: source.scope.workspaceId,
    accountIds: [source.record.accountId],
    campaignId: source.record.label.id,
    from: range.from,
    to: range.to,
  });
  return { sums: totals, daily: [], grain: totals.length > 0 ? "period" : "day" };
}

async function recordOf(
  db: Db,
  scope: Scope,
  campaign: CampaignRecord | number,
): Promise<CampaignRecord> {
  if (typeof campaign !== "number") return campaign;
  const [record] = await campaignsById(db, { workspaceId: scope.workspaceId, ids: [campaign] });
  if (record !== undefined) return record;
  throw new NotFound(
    "That campaign is not here any more. Type /perf to see the campaigns that are.",
  );
}
