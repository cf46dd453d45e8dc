import type { Day, DayRange } from "../domain/day.ts";
import { KPI_NAMES, kpisOf } from "../domain/kpi.ts";
import { currencyDigits, decimalString, type Micros } from "../domain/money.ts";
import type { Period } from "../domain/period.ts";
import type {
  CampaignSummary,
  CurrencySummary,
  DailyTotals,
  Freshness,
  Measured,
} from "../domain/summary.ts";
import type { Totals } from "../domain/totals.ts";
import { settledJson } from "./settled-json.ts";

/** Money as a decimal string in major units, with at least the currency's own decimals. */
export function moneyJson(micros: Micros, currency: string): string {
  return decimalString(micros, currencyDigits(currency));
}

export function totalsJson(totals: Totals, currency: string) {
  return {
    spend: moneyJson(totals.spendMicros, currency),
    impressions: totals.impressions,
    clicks: totals.clicks,
    conversions: totals.conversions,
    value: moneyJson(totals.valueMicros, currency),
  };
}

/** A campaign's summary for programs: money as decimal strings, undefined ratios as null. */
export function campaignJson(summary: CampaignSummary) {
  const { campaign, currency } = summary;
  return {
    campaign: {
      name: campaign.name,
      platform: campaign.platform,
      account: campaign.account,
      status: campaign.status,
    },
    ...figuresJson(summary),
    target: targetJson(summary),
    zone: summary.zone,
    grain: summary.grain,
    settled: settledJson(summary),
    currency,
    firstParty: firstPartyJson(summary),
  };
}

function firstPartyJson({ firstParty, currency }: CampaignSummary) {
  if (firstParty === undefined) return null;
  const { conversions, valueMicros, uncounted } = firstParty;
  return { conversions, value: moneyJson(valueMicros, currency), otherCurrency: uncounted };
}

/** A currency's summary for programs, with its campaigns, highest spend first. */
export function currencyJson(summary: CurrencySummary) {
  const { currency } = summary;
  return {
    campaign: null,
    ...figuresJson(summary),
    accounts: summary.accounts.map(({ name, platform, zone, range, freshness }) => ({
      name,
      platform,
      zone,
      period: range,
      freshness: freshnessJson(freshness),
    })),
    campaigns: summary.campaigns.map((line) => ({
      name: line.campaign.name,
      platform: line.campaign.platform,
      account: line.campaign.account,
      ...measuredJson(line, currency),
    })),
    campaignCount: summary.campaignCount,
  };
}

interface Figures {
  readonly period: Period;
  readonly currency: string;
  readonly current: Measured;
  readonly previous: Measured & { readonly range: DayRange };
  readonly daily: readonly DailyTotals[];
  readonly freshness: Freshness;
}

function figuresJson({ period, currency, current, previous, daily, freshness }: Figures) {
  return {
    period: { from: period.from, to: period.to, days: period.days },
    currency,
    ...measuredJson(current, currency),
    previous: { period: previous.range, ...measuredJson(previous, currency) },
    daily: daily.map((day) => dayJson(day, currency)),
    freshness: freshnessJson(freshness),
  };
}

function measuredJson({ totals, kpis }: Measured, currency: string) {
  return {
    totals: totalsJson(totals, currency),
    kpis: Object.fromEntries(KPI_NAMES.map((name) => [name, kpis[name] ?? null])),
  };
}

function dayJson(day: DailyTotals, currency: string) {
  const { cpa, roas } = kpisOf(day);
  const { spend, conversions, value } = totalsJson(day, currency);
  return { date: day.day, spend, conversions, value, cpa: cpa ?? null, roas: roas ?? null };
}

function targetJson({ target, currency }: CampaignSummary) {
  if (target === undefined) return null;
  return target.metric === "cpa"
    ? { metric: "cpa", value: moneyJson(target.micros, currency) }
    : { metric: "roas", value: target.ratio };
}

function freshnessJson({ lastDay, loadedAt }: Freshness): {
  lastDay: Day | null;
  loadedAt: string | null;
} {
  return {
    lastDay: lastDay ?? null,
    loadedAt: loadedAt === undefined ? null : new Date(loadedAt).toISOString(),
  };
}
