import type { Platform } from "../platform.ts";

/** How late a platform books conversions, until an account's own loads have shown it. */
export interface PlatformLag {
  /** Days after which a day does not change any more. */
  readonly windowDays: number;
  /** The share of a day's conversions that is still to come a day later. */
  readonly lateShare: number;
}

/** A practitioner's curve: a ROAS of 1.6 at 28 days was 1.14 after one day and 1.26 after two. */
const LATE_SHARE = 1 - 1.14 / 1.6;
const LATE_FALL = (1.6 - 1.26) / (1.6 - 1.14);
const CURVE_DAYS = 28;

const clicked = (windowDays: number): PlatformLag => ({ windowDays, lateShare: LATE_SHARE });
/** Sales stand on their own day at once; what changes later is whether the advertiser approves them. */
const booked = (windowDays: number): PlatformLag => ({ windowDays, lateShare: 0 });

/**
 * Conversions stand on the day of the click, so a day fills up while the attribution window is open. Google Ads,
 * Microsoft Advertising, LinkedIn and Pinterest: 30 days by default. Meta: Insights "do not change after 28 days".
 * TikTok: 7 days after a click. Amazon: 14 days. Affiliate networks hold sales pending for weeks; 30 days is the usual
 * validation period. A generic table documents nothing.
 */
const DOCUMENTED: Readonly<Record<Platform, PlatformLag | undefined>> = {
  google_ads: clicked(30),
  meta_ads: clicked(28),
  tiktok_ads: clicked(7),
  linkedin_ads: clicked(30),
  microsoft_ads: clicked(30),
  pinterest_ads: clicked(30),
  amazon_ads: clicked(14),
  awin: booked(30),
  cj: booked(30),
  impact: booked(30),
  generic: undefined,
};

/** What a platform documents; undefined where nothing is known of it. */
export function platformLag(platform: Platform): PlatformLag | undefined {
  return DOCUMENTED[platform];
}

/**
 * The share that a day shows at each age from 0 to `oldest`: what is late falls by a constant factor a day, faster where
 * the window is shorter, and is nothing once the window is over. Of an unknown platform everything is there at once.
 */
export function platformShares(platform: Platform, oldest: number): Float64Array {
  const shares = new Float64Array(oldest + 1).fill(1);
  const lag = platformLag(platform);
  if (lag === undefined) return shares;
  const fall = LATE_FALL ** (CURVE_DAYS / lag.windowDays);
  for (let age = 0; age < Math.min(lag.windowDays, oldest + 1); age++) {
    shares[age] = 1 - lag.lateShare * fall ** (age - 1);
  }
  return shares;
}
