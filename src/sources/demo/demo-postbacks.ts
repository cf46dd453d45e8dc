import { addDays, type Day, eachDay, instantOf } from "../../domain/day.ts";
import { DEMO_CAMPAIGNS } from "./demo-campaigns.ts";
import { demoDay } from "./demo-day.ts";
import { DEMO_ZONE } from "./demo-exports.ts";

const DAYS = 28;
/** Since so many days ago the team's own tracking misses many of one platform's conversions. */
const BROKEN_SINCE_DAYS = 11;
const BROKEN_PLATFORM = "meta_ads";
const SEEN = 0.94;
const SEEN_WHEN_BROKEN = 0.5;

const NOON_MS = 12 * 3_600_000;

/** What a tracker has called in of the demo campaigns' conversions, up to yesterday. */
export function demoPostbacks(
  today: Day,
): { readonly receivedAt: number; readonly parameters: Readonly<Record<string, string>> }[] {
  const days = eachDay({ from: addDays(today, -DAYS), to: addDays(today, -1) });
  const watched = DEMO_CAMPAIGNS.filter(({ aov }) => aov > 0);
  return watched.flatMap((campaign) =>
    days.flatMap((day) => {
      const { conversions } = demoDay(campaign, day, { today });
      const broken =
        campaign.platform === BROKEN_PLATFORM && day > addDays(today, -BROKEN_SINCE_DAYS);
      const seen = Math.round(conversions * (broken ? SEEN_WHEN_BROKEN : SEEN));
      const receivedAt = instantOf(day, DEMO_ZONE) + NOON_MS;
      return Array.from({ length: seen }, (_, nth) => ({
        receivedAt,
        parameters: {
          click_id: `demo-${campaign.name}-${day}-${nth}`,
          transaction_id: `${day}-${nth}`,
          event: "purchase",
          status: "sale",
          value: campaign.aov.toFixed(2),
          currency: "USD",
          campaign: campaign.name,
          timestamp: new Date(receivedAt).toISOString(),
        },
      }));
    }),
  );
}
