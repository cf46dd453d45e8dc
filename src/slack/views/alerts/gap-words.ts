import type { TrackingGap } from "../../../domain/alerting/tracking-gap.ts";
import { formatCount } from "../format.ts";
import { rangeWords } from "../period-words.ts";

const LOCALE = "en-US";

/** `Conversions: platform 420 · first-party 290 in 13–19 Nov 2026, a gap of 31 %.`, and what that says. */
export function gapWords(gap: TrackingGap | undefined): string {
  if (gap === undefined) {
    return "The platform counts other conversions than your own tracking, and that is too many to be chance.";
  }
  const { platform, firstParty, range, share } = gap;
  const counts = `platform ${formatCount(platform, LOCALE)} · first-party ${formatCount(firstParty, LOCALE)}`;
  return `Conversions: ${counts} in ${rangeWords(range)}, a gap of ${Math.round(share * 100)} %. Compared are campaigns that your tracking had seen before, and this is too much to be chance: one of the two is missing conversions or counts some twice.`;
}
