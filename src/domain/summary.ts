import type { BudgetKind, CampaignLabel, PricingModel, Target } from "./campaign.ts";
import type { Day, DayRange } from "./day.ts";
import { type Kpis, kpisOf, type Metric, metricOf, needsValue } from "./kpi.ts";
import type { Micros } from "./money.ts";
import type { Period } from "./period.ts";
import type { Platform } from "./platform.ts";
import type { Settled } from "./settled.ts";
import { sumTotals, type Totals } from "./totals.ts";

/** Sums and their ratios: the one form in which every surface shows numbers. */
export interface Measured {
  readonly totals: Totals;
  readonly kpis: Kpis;
}

/** One day's sums. A day without a row is absent, not zero. */
export interface DailyTotals extends Totals {
  readonly day: Day;
}

export interface Freshness {
  /** The newest day with numbers. */
  readonly lastDay: Day | undefined;
  /** When they were loaded, milliseconds since 1970. */
  readonly loadedAt: number | undefined;
}

export interface Previous extends Measured {
  readonly range: DayRange;
}

/** What the team's own tracking has counted: it stands beside the platform's numbers and is never added to them. */
export interface FirstParty {
  readonly conversions: number;
  readonly valueMicros: Micros;
  /** Conversions of a worth in another currency, which is not counted. */
  readonly uncounted: number;
}

export interface CampaignSummary {
  readonly campaign: CampaignLabel;
  readonly period: Period;
  readonly currency: string;
  readonly zone: string;
  readonly target: Target | undefined;
  readonly dailyBudgetMicros: bigint | undefined;
  readonly budgetKind: BudgetKind | undefined;
  readonly pricing: PricingModel | undefined;
  /** The platform is still learning how to deliver it. */
  readonly learning: boolean | undefined;
  /** Share of impressions that it missed for want of budget, 0 to 1. */
  readonly budgetLostShare: number | undefined;
  readonly current: Measured;
  readonly previous: Previous;
  /** No value of it is tracked: ROAS, value and order value say nothing. */
  readonly withoutValue?: boolean;
  /** Oldest first; empty when the numbers come from a period total. */
  readonly daily: readonly DailyTotals[];
  /** `period`: the numbers are one total of exactly this period, from a file without days. */
  readonly grain: "day" | "period";
  /** How far the days have filled up; left out where nothing is known of how late conversions come. */
  readonly settled?: Settled | undefined;
  readonly freshness: Freshness;
  /** Undefined where the account's campaigns have no tracking of the team's own. */
  readonly firstParty: FirstParty | undefined;
}

/** A campaign's line in an overview or a ranking. */
export interface CampaignLine extends Measured {
  readonly campaign: CampaignLabel;
  readonly target: Target | undefined;
  readonly previous: Measured;
  /** No value of it is tracked: ROAS, value and order value say nothing. */
  readonly withoutValue?: boolean;
}

export interface AccountLine {
  readonly name: string;
  readonly platform: Platform;
  readonly zone: string;
  /** The days that the period means in this account's zone. */
  readonly range: DayRange;
  readonly freshness: Freshness;
  /** The last day whose conversions are in; undefined where nothing is known of the account's lag. */
  readonly settledThrough?: Day | undefined;
}

/** Everything of one currency; currencies are never added together. */
export interface CurrencySummary {
  readonly currency: string;
  readonly period: Period;
  readonly accounts: readonly AccountLine[];
  readonly current: Measured;
  readonly previous: Previous;
  readonly daily: readonly DailyTotals[];
  /** Highest spend first, at most as many as were asked for. */
  readonly campaigns: readonly CampaignLine[];
  /** All campaigns with numbers in the period, listed or not. */
  readonly campaignCount: number;
  readonly freshness: Freshness;
}

/** A campaign's metric; undefined too where it needs a value that is not tracked. */
export function toldMetric(
  metric: Metric,
  { totals, withoutValue }: { readonly totals: Totals; readonly withoutValue?: boolean },
): number | undefined {
  return withoutValue === true && needsValue(metric) ? undefined : metricOf(metric, totals);
}

/** True where a campaign's target says nothing, as it needs a value that is not tracked. */
export function isTargetSilent({
  target,
  withoutValue,
}: Pick<CampaignLine, "target" | "withoutValue">): boolean {
  return withoutValue === true && target !== undefined && needsValue(target.metric);
}

export function measure(all: Iterable<Totals>): Measured {
  const totals = sumTotals(all);
  return { totals, kpis: kpisOf(totals) };
}

/** The days of a range out of a longer series. */
export function within<T extends { readonly day: Day }>(days: readonly T[], range: DayRange): T[] {
  return days.filter(({ day }) => day >= range.from && day <= range.to);
}
