import type { CampaignSummary } from "../../domain/summary.ts";
import { counted, formatCount, formatMoney, type NumberStyle } from "./format.ts";

/** `Conversions: platform 42 · first-party 31, worth $930.00`; undefined where there is no tracking of the team's own. */
export function firstPartyWords(
  { firstParty, current }: Pick<CampaignSummary, "firstParty" | "current">,
  style: NumberStyle,
): string | undefined {
  if (firstParty === undefined) return undefined;
  const platform = formatCount(current.totals.conversions, style.locale);
  const own = formatCount(firstParty.conversions, style.locale);
  const { valueMicros, uncounted } = firstParty;
  const worth = valueMicros > 0n ? `, worth ${formatMoney(valueMicros, style)}` : "";
  const foreign =
    uncounted > 0
      ? ` (without the value of ${counted(uncounted, "conversion")} in another currency)`
      : "";
  return `Conversions: platform ${platform} · first-party ${own}${worth}${foreign}`;
}
