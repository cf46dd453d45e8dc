import { eachDay, precedingRange } from "../../../src/domain/day.ts";
import type { LoadReport } from "../../../src/domain/load.ts";
import { type Period, periodOf } from "../../../src/domain/period.ts";
import {
  type CampaignLine,
  type CampaignSummary,
  type CurrencySummary,
  type DailyTotals,
  measure,
} from "../../../src/domain/summary.ts";

export const TODAY = "2026-11-22";
/** 22 Nov 2026, 09:30 in New York. */
export const NOW = Date.UTC(2026, 10, 22, 14, 30);
export const ZONE = "America/New_York";

export function period(key: string): Period {
  const found = periodOf(key, TODAY);
  if (found === undefined) throw new Error(`${key} is no period`);
  return found;
}

/** Days that rise and fall a little, the same at every run. `scale` 1 spends about $100 a day. */
export function days(from: string, to: string, scale = 1): DailyTotals[] {
  return eachDay({ from, to }).map((day, index) => ({
    day,
    spendMicros: BigInt(Math.round((100 + ((index * 7) % 11)) * scale * 1e6)),
    impressions: Math.round((4000 + ((index * 131) % 700)) * scale),
    clicks: Math.round((150 + ((index * 17) % 40)) * scale),
    conversions: Math.round((2 + ((index * 3) % 5) * 0.5) * scale * 100) / 100,
    valueMicros: BigInt(Math.round((280 + ((index * 13) % 90)) * scale * 1e6)),
  }));
}

export function summaryOf(
  key = "7d",
  change: Partial<CampaignSummary> & { readonly scale?: number } = {},
): CampaignSummary {
  const { scale = 1, ...rest } = change;
  const range = period(key);
  const before = precedingRange(range);
  const daily = rest.daily ?? days(range.from, range.to, scale);
  return {
    campaign: {
      id: 7,
      name: "Brand Search US",
      platform: "google_ads",
      account: "Main",
      status: "active",
    },
    period: range,
    currency: "USD",
    zone: ZONE,
    target: { metric: "cpa", micros: 30_000_000n },
    dailyBudgetMicros: 120_000_000n,
    budgetKind: undefined,
    pricing: undefined,
    learning: undefined,
    budgetLostShare: undefined,
    current: measure(daily),
    previous: { ...measure(days(before.from, before.to, scale * 0.9)), range: before },
    grain: "day",
    freshness: { lastDay: "2026-11-21", loadedAt: Date.UTC(2026, 10, 22, 11, 5) },
    firstParty: undefined,
    ...rest,
    daily,
  };
}

const NAMES = [
  "Brand Search US",
  "Prospecting – Lookalike 1%",
  "Retargeting 30d",
  "Spark Ads Fall",
];
const PLATFORMS = ["google_ads", "meta_ads", "meta_ads", "tiktok_ads"] as const;

export function lineOf(index: number): CampaignLine {
  const scale = 4 - index;
  const target =
    index === 1
      ? ({ metric: "roas", ratio: 3 } as const)
      : ({ metric: "cpa", micros: 36_000_000n } as const);
  const current = days("2026-11-15", "2026-11-21", scale).map((day) =>
    index === 3 ? { ...day, conversions: 0, valueMicros: 0n } : day,
  );
  return {
    campaign: {
      id: 7 + index,
      name: NAMES[index] ?? `Campaign ${index}`,
      platform: PLATFORMS[index] ?? "generic",
      account: index === 3 ? "EU" : "Main",
      status: "active",
    },
    target,
    ...measure(current),
    previous: measure(days("2026-11-08", "2026-11-14", scale * 0.95)),
  };
}

export function currencyOf(change: Partial<CurrencySummary> = {}): CurrencySummary {
  const range = period("7d");
  const before = precedingRange(range);
  const daily = days(range.from, range.to, 10);
  const freshness = { lastDay: "2026-11-21", loadedAt: Date.UTC(2026, 10, 22, 11, 5) };
  return {
    currency: "USD",
    period: range,
    accounts: [{ name: "Main", platform: "google_ads", zone: ZONE, range, freshness }],
    current: measure(daily),
    previous: { ...measure(days(before.from, before.to, 9)), range: before },
    daily,
    campaigns: [0, 1, 2, 3].map(lineOf),
    campaignCount: 41,
    freshness,
    ...change,
  };
}

export function reportOf(change: Partial<LoadReport> = {}): LoadReport {
  return {
    file: "campaigns-november.csv",
    outcome: "stored",
    platform: "google_ads",
    account: "Main",
    currency: "USD",
    zone: ZONE,
    grain: "day",
    rows: { read: 1203, accepted: 1200, rejected: 0 },
    campaigns: 12,
    days: { from: "2026-11-01", to: "2026-11-21" },
    totals: {
      spendMicros: 12_345_670_000n,
      impressions: 1_000_000,
      clicks: 40_000,
      conversions: 812.5,
      valueMicros: 40_000_000_000n,
    },
    platformTotal: { spendMicros: 12_345_680_000n, differenceMicros: -10_000n },
    errors: [],
    warnings: ["Conversions were taken from the column “Conversions”, not from “All conv.”."],
    alreadyImported: false,
    accountChanged: false,
    revised: 36,
    ...change,
  };
}
