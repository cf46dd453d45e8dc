import { METRICS, metricOf, relativeChange } from "../domain/kpi.ts";
import { platformName } from "../domain/platform.ts";
import {
  type CampaignSummary,
  type CurrencySummary,
  type Freshness,
  type Measured,
  toldMetric,
} from "../domain/summary.ts";
import { campaignFigure, NO_VALUE } from "../slack/views/campaign-figure.ts";
import {
  counted,
  formatMetric,
  formatMoney,
  formatPercent,
  NO_FIGURE,
  type NumberStyle,
  numberStyle,
} from "../slack/views/format.ts";
import { settledWords } from "../slack/views/settled-words.ts";

/** A campaign's summary for people at a terminal. */
export function campaignText(summary: CampaignSummary): string {
  const { campaign, period, previous } = summary;
  const style = numberStyle(summary.currency, undefined);
  return lines([
    campaign.name,
    `${platformName(campaign.platform)}, account "${campaign.account}", ${campaign.status}`,
    `${period.from} to ${period.to} (${counted(period.days, "day")}, ${summary.zone}), against ${previous.range.from} to ${previous.range.to}; ${summary.currency}`,
    ...(summary.grain === "period"
      ? ["One total for exactly these days; there are no daily numbers."]
      : []),
    ...figures(summary.current, previous, { style, withoutValue: summary.withoutValue === true }),
    ...(summary.withoutValue === true ? [`${NO_FIGURE} where ${NO_VALUE}.`] : []),
    ...firstPartyText(summary, style),
    ...(settledWords(summary, style) ?? []),
    freshnessText(summary.freshness),
  ]);
}

function firstPartyText({ firstParty }: CampaignSummary, style: NumberStyle): string[] {
  if (firstParty === undefined) return [];
  const { conversions, valueMicros } = firstParty;
  return [`  first-party  ${conversions} conversions worth ${formatMoney(valueMicros, style)}`];
}

/** The overview for people at a terminal, a part for each currency. */
export function overviewText(currencies: readonly CurrencySummary[]): string {
  if (currencies.length === 0) {
    return lines(["There is nothing here yet. Load an export: trimtab import FILE --account NAME"]);
  }
  return currencies.map(currencyText).join("\n");
}

function currencyText(summary: CurrencySummary): string {
  const { period, previous, campaigns, campaignCount } = summary;
  const style = numberStyle(summary.currency, undefined);
  const hidden = campaignCount - campaigns.length;
  return lines([
    `${summary.currency}: ${period.from} to ${period.to} (${counted(period.days, "day")}), against ${previous.range.from} to ${previous.range.to}`,
    ...figures(summary.current, previous, { style, withoutValue: false }),
    "",
    ...campaigns.map(
      (line) =>
        `  ${line.campaign.name}: spend ${formatMetric("spend", line.totals, style)}, conversions ${formatMetric("conversions", line.totals, style)}, CPA ${formatMetric("cpa", line.totals, style)}, ROAS ${campaignFigure("roas", line, style)}`,
    ),
    ...(hidden > 0 ? [`  and ${counted(hidden, "more campaign")}`] : []),
    freshnessText(summary.freshness),
  ]);
}

function figures(
  current: Measured,
  previous: Measured,
  { style, withoutValue }: { readonly style: NumberStyle; readonly withoutValue: boolean },
): string[] {
  const line = { totals: current.totals, withoutValue };
  return METRICS.map((metric) => {
    const change = relativeChange(toldMetric(metric, line), metricOf(metric, previous.totals));
    const against =
      change === undefined
        ? ""
        : ` (${change > 0 ? "+" : ""}${formatPercent(change, style.locale, 1)})`;
    return `  ${metric.padEnd(12)} ${campaignFigure(metric, line, style)}${against}`;
  });
}

function freshnessText({ lastDay, loadedAt }: Freshness): string {
  if (lastDay === undefined || loadedAt === undefined)
    return "No daily numbers have been loaded yet.";
  return `Data through ${lastDay}, loaded ${new Date(loadedAt).toISOString()}`;
}

function lines(all: readonly string[]): string {
  return all.map((line) => `${line}\n`).join("");
}
