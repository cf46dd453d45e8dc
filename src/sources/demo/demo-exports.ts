import papaparse from "papaparse";

import { addDays, type Day, eachDay } from "../../domain/day.ts";
import { type Platform, platformName } from "../../domain/platform.ts";
import { DEMO_CAMPAIGNS, type DemoCampaign } from "./demo-campaigns.ts";
import { demoBudget, demoDay } from "./demo-day.ts";

/** An export of the demo workspace: one made-up account of one platform. */
export interface DemoExport {
  readonly account: string;
  readonly platform: Platform;
  readonly currency: string;
  readonly zone: string;
  readonly fileName: string;
  readonly csv: string;
}

export const DEMO_DAYS = 180;
export const DEMO_CURRENCY = "USD";
export const DEMO_ZONE = "America/New_York";

/**
 * The demo accounts' exports, up to yesterday. The same `today` gives the same files; a later one gives more days,
 * and later conversions on the newest of the old ones, as real platforms do.
 */
export function demoExports(today: Day): DemoExport[] {
  const platforms = [...new Set(DEMO_CAMPAIGNS.map(({ platform }) => platform))];
  return platforms.map((platform) => ({
    account: `Demo ${platformName(platform)}`,
    platform,
    currency: DEMO_CURRENCY,
    zone: DEMO_ZONE,
    fileName: `demo-${platform}-${today}.csv`,
    csv: papaparse.unparse(
      DEMO_CAMPAIGNS.filter((campaign) => campaign.platform === platform).flatMap((campaign) =>
        rowsOf(campaign, today),
      ),
    ),
  }));
}

function rowsOf(campaign: DemoCampaign, today: Day): Record<string, string | number>[] {
  const days = eachDay({ from: addDays(today, -DEMO_DAYS), to: addDays(today, -1) });
  return days.map((day) => {
    const figures = demoDay(campaign, day, { today });
    return {
      Date: day,
      Campaign: campaign.name,
      "Campaign status": "Enabled",
      "Daily budget": demoBudget(campaign, day).toFixed(2),
      "Target CPA": campaign.targetCpa ?? "",
      "Target ROAS": campaign.targetRoas === undefined ? "" : `${campaign.targetRoas * 100}%`,
      Currency: DEMO_CURRENCY,
      Cost: figures.spend.toFixed(2),
      Impressions: figures.impressions,
      Clicks: figures.clicks,
      Conversions: figures.conversions,
      "Conversion value": figures.value.toFixed(2),
    };
  });
}
