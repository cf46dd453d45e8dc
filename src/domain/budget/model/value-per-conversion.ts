import { sum } from "../at.ts";
import type { Goal } from "../portfolio.ts";
import type { CampaignSeries } from "./account-series.ts";

const CHANNEL_CONVERSIONS = 5;

/** (value + 5·m)/(conversions + 5), m the mean of the channel over all days; 1 where conversions are the goal. */
export function valuesPerConversion(campaigns: readonly CampaignSeries[], goal: Goal): number[] {
  if (goal === "conversions") return campaigns.map(() => 1);
  const channels = new Map<string, { value: number; conversions: number }>();
  const all = { value: 0, conversions: 0 };
  for (const { channel, value, conversions } of campaigns) {
    const sums = channels.get(channel) ?? { value: 0, conversions: 0 };
    channels.set(channel, sums);
    for (const one of [sums, all]) {
      one.value += sum(value);
      one.conversions += sum(conversions);
    }
  }
  return campaigns.map(({ channel, value, conversions }) => {
    const sums = channels.get(channel) ?? all;
    const mean = sums.conversions > 0 ? sums.value / sums.conversions : ratio(all);
    return (sum(value) + CHANNEL_CONVERSIONS * mean) / (sum(conversions) + CHANNEL_CONVERSIONS);
  });
}

function ratio({ value, conversions }: { value: number; conversions: number }): number {
  return conversions > 0 ? value / conversions : 0;
}
