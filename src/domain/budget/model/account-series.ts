import { daysFrom } from "../../day.ts";
import { majorUnits } from "../../money.ts";
import { column } from "../at.ts";
import type { Portfolio, PortfolioCampaign } from "../portfolio.ts";

/** One campaign's past as columns, a row a calendar day, the last row the portfolio's `asOf`. Money in major units. */
export interface CampaignSeries {
  readonly id: string;
  readonly channel: string;
  readonly spend: Float64Array;
  readonly clicks: Float64Array;
  readonly conversions: Float64Array;
  readonly value: Float64Array;
  /** NaN where the day's budget is not known. */
  readonly budget: Float64Array;
  /** The budget now, or what stands in for it. */
  readonly currentBudget: number;
}

/** All campaigns over the same days, in the order of their ids: a result never hangs on the order of the input. */
export interface AccountSeries {
  readonly days: number;
  /** Days from the last row to the day that the figures were read on. */
  readonly readLater: number;
  readonly campaigns: readonly CampaignSeries[];
  /** Weekday of each row, 0 to 6. */
  readonly weekdays: Uint8Array;
}

const STAND_IN_DAYS = 7;

export function accountSeries(portfolio: Portfolio): AccountSeries {
  const { asOf, campaigns } = portfolio;
  const ages = new Map<string, number>();
  const ageOf = (day: string): number => {
    const known = ages.get(day);
    if (known !== undefined) return known;
    const age = daysFrom(day, asOf);
    ages.set(day, age);
    return age;
  };
  let days = 0;
  for (const { daily } of campaigns) {
    for (const { day } of daily) days = Math.max(days, ageOf(day) + 1);
  }
  const first = 4 + daysFrom("1970-01-01", asOf) - (days - 1);
  return {
    days,
    readLater: Math.max(0, daysFrom(asOf, portfolio.readOn ?? asOf)),
    campaigns: campaigns
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
      .map((campaign) => campaignSeries(campaign, days, ageOf)),
    weekdays: Uint8Array.from({ length: days }, (_, row) => (((first + row) % 7) + 7) % 7),
  };
}

function campaignSeries(
  { id, channel, daily, budgetMicros }: PortfolioCampaign,
  days: number,
  ageOf: (day: string) => number,
): CampaignSeries {
  const spend = new Float64Array(days);
  const clicks = new Float64Array(days);
  const conversions = new Float64Array(days);
  const value = new Float64Array(days);
  const budget = column(days, () => Number.NaN);
  for (const facts of daily) {
    const age = ageOf(facts.day);
    if (age < 0) continue;
    const row = days - 1 - age;
    spend[row] = majorUnits(facts.spendMicros);
    clicks[row] = facts.clicks;
    conversions[row] = facts.conversions;
    value[row] = majorUnits(facts.valueMicros);
    if (facts.budgetMicros !== undefined) budget[row] = majorUnits(facts.budgetMicros);
  }
  const currentBudget =
    budgetMicros === undefined ? lateMean(spend, STAND_IN_DAYS) : majorUnits(budgetMicros);
  return { id, channel, spend, clicks, conversions, value, budget, currentBudget };
}

function lateMean(spend: Float64Array, days: number): number {
  const late = spend.subarray(Math.max(0, spend.length - days));
  return late.length === 0 ? 0 : late.reduce((sum, one) => sum + one, 0) / late.length;
}
