import { type Day, daysFrom } from "../../day.ts";
import { majorUnits } from "../../money.ts";
import type { DailyTotals } from "../../summary.ts";
import { sumTotals } from "../../totals.ts";
import { at, sum } from "../at.ts";
import type { AccountSeries, CampaignSeries } from "./account-series.ts";

/** Days count while at least so much of their conversions has arrived. */
export const LEAST_ARRIVED = 0.5;

const LATE_DAYS = 14;
const LEAST_LATE = 7;
const TRACKED_DAYS = 5;
const COMPARED_DAYS = 28;
const LEAST_EXPECTED = 20;
const BROKEN_SHARE = 0.2;
const SILENT_EXPECTED = 12;

export type DataFault =
  | { readonly kind: "data-unsettled"; readonly usableDays: number; readonly least: number }
  /** Numbers have stopped coming; undefined: there have never been any. */
  | { readonly kind: "data-unsettled"; readonly newest: Day | undefined }
  | {
      readonly kind: "tracking-broken";
      readonly conversions: number;
      readonly expected: number;
      readonly days: number;
    };

/** What makes the last days unfit to suggest from, or undefined. */
export function dataFault(account: AccountSeries, arrived: Float64Array): DataFault | undefined {
  return unsettled(account, arrived) ?? brokenTracking(account, arrived);
}

/** Too few of the last 14 days have spend and most of their conversions: nothing can be said of today. */
function unsettled({ days, campaigns }: AccountSeries, arrived: Float64Array) {
  let usableDays = 0;
  for (let row = Math.max(0, days - LATE_DAYS); row < days; row++) {
    const spent = campaigns.some(({ spend }) => at(spend, row) > 0);
    if (spent && at(arrived, row) >= LEAST_ARRIVED) usableDays += 1;
  }
  if (usableDays >= LEAST_LATE) return undefined;
  return { kind: "data-unsettled", usableDays, least: LEAST_LATE } as const;
}

/** The account's conversions have all but stopped while money is spent. */
function brokenTracking({ campaigns }: AccountSeries, arrived: Float64Array) {
  const lately = campaigns.map((series) => trackedLately(series, arrived));
  const conversions = sum(lately.map((one) => one.conversions));
  const expected = sum(lately.map((one) => one.expected));
  if (expected < LEAST_EXPECTED || conversions > BROKEN_SHARE * expected) return undefined;
  return { kind: "tracking-broken", conversions, expected, days: TRACKED_DAYS } as const;
}

/** Ids of campaigns that have had no conversion at all lately where a dozen were expected. */
export function silentCampaigns({ campaigns }: AccountSeries, arrived: Float64Array): Set<string> {
  const silent = campaigns.filter((series) => {
    const { conversions, expected } = trackedLately(series, arrived);
    return conversions === 0 && expected >= SILENT_EXPECTED;
  });
  return new Set(silent.map(({ id }) => id));
}

interface Tracked {
  readonly conversions: number;
  readonly expected: number;
}

/** Conversions of the last usable days beside the same spend at the rate of the four weeks before. */
function trackedLately(series: CampaignSeries, arrived: Float64Array): Tracked {
  const late = { conversions: 0, exposure: 0, days: 0 };
  const before = { conversions: 0, exposure: 0, days: 0 };
  for (let row = series.spend.length - 1; row >= 0 && before.days < COMPARED_DAYS; row--) {
    const spend = at(series.spend, row);
    if (spend <= 0 || at(arrived, row) < LEAST_ARRIVED) continue;
    const period = late.days < TRACKED_DAYS ? late : before;
    period.days += 1;
    period.conversions += at(series.conversions, row);
    period.exposure += at(arrived, row) * spend;
  }
  const rate = before.exposure > 0 ? before.conversions / before.exposure : 0;
  return { conversions: late.conversions, expected: rate * late.exposure };
}

/** An account's conversions since it went dark, beside the same spend at the rate of the four weeks before. */
export function darkFault(daily: readonly DailyTotals[], since: Day): DataFault {
  const dark = sumTotals(daily.filter(({ day }) => day >= since));
  const usual = sumTotals(
    daily.filter(({ day }) => day < since && daysFrom(day, since) <= COMPARED_DAYS),
  );
  const rate = usual.spendMicros > 0n ? usual.conversions / majorUnits(usual.spendMicros) : 0;
  return {
    kind: "tracking-broken",
    conversions: dark.conversions,
    expected: rate * majorUnits(dark.spendMicros),
    days: daily.filter(({ day }) => day >= since).length,
  };
}
