import { addDays } from "../../domain/day.ts";
import type { Metric } from "../../domain/kpi.ts";
import { platformName } from "../../domain/platform.ts";
import type { Ranged, Settled } from "../../domain/settled.ts";
import type { CampaignSummary } from "../../domain/summary.ts";
import { leadMetric } from "../../domain/trend.ts";
import { counted, formatFigure, formatPercent, type NumberStyle } from "./format.ts";
import { metricWords } from "./metric-name.ts";
import { dayWords } from "./period-words.ts";
import type { MessageBlock } from "./slack-message.ts";
import { notes, paragraph } from "./text-objects.ts";

/** From here on a share reads as all of it. */
const NEARLY_ALL = 0.995;

/** Which days are still filling up, the corrected figures below; nothing where every day is settled. */
export function settledBlocks(summary: CampaignSummary, style: NumberStyle): MessageBlock[] {
  const [sentence, source] = settledWords(summary, style) ?? [];
  return sentence === undefined ? [] : [paragraph(`⏳ ${sentence}`), ...notes([source])];
}

/**
 * `The last 3 days (from 19 Nov 2026) are still filling up: about 62% of their conversions are in. Corrected: CPA about
 * $41.00 ($38.00 to $46.00) instead of $52.00.`, and where that is known from.
 */
export function settledWords(
  summary: CampaignSummary,
  style: NumberStyle,
): readonly [sentence: string, source: string] | undefined {
  const { settled, period, campaign } = summary;
  if (settled === undefined || settled.unsettledDays === 0) return undefined;
  const { unsettledDays, through, share } = settled;
  const whole = unsettledDays >= period.days;
  const from = whole ? "" : ` (from ${dayWords(addDays(through, 1))})`;
  const which = whole ? "All days" : `The last ${counted(unsettledDays, "day")}`;
  const verb = unsettledDays === 1 && !whole ? "is" : "are";
  const filling =
    share >= NEARLY_ALL
      ? `${which}${from} may still change.`
      : `${which}${from} ${verb} still filling up: about ${formatPercent(share, style.locale, 0)} of ${whole ? "the" : "their"} conversions are in.`;
  return [`${filling} ${correctedWords(summary, style)}`.trim(), sourceOf(settled, campaign)];
}

function sourceOf({ basis }: Settled, { platform }: CampaignSummary["campaign"]): string {
  return basis === "learnt"
    ? "Learnt from what earlier days of this account showed at each load. Corrected figures have an 80% range."
    : `By the window that ${platformName(platform)} documents, until this account's loads show how late its conversions come. Corrected figures have an 80% range.`;
}

function correctedWords(
  { settled, current, target, withoutValue }: CampaignSummary,
  style: NumberStyle,
): string {
  const corrected = settled?.corrected;
  if (settled === undefined || corrected === undefined || settled.share >= NEARLY_ALL) return "";
  const lead = leadMetric(target, current.totals, withoutValue);
  const parts = [
    figureWords(lead, { range: corrected[lead], now: current.kpis[lead] }, style),
    figureWords(
      "conversions",
      { range: corrected.conversions, now: current.totals.conversions },
      style,
    ),
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? "" : `Corrected: ${parts.join("; ")}.`;
}

function figureWords(
  metric: Metric,
  { range, now }: { readonly range: Ranged | undefined; readonly now: number | undefined },
  style: NumberStyle,
): string | undefined {
  if (range === undefined || now === undefined) return undefined;
  const [figure, low, high, before] = [range.figure, range.low, range.high, now].map((one) =>
    formatFigure(metric, metric === "conversions" ? Math.round(one) : one, style),
  );
  return `${metricWords(metric)} about ${figure} (${low} to ${high}) instead of ${before}`;
}
