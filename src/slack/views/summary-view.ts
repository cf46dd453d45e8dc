import type { CampaignStatus } from "../../domain/campaign.ts";
import { addDays } from "../../domain/day.ts";
import { type Metric, metricOf, relativeChange } from "../../domain/kpi.ts";
import { platformName } from "../../domain/platform.ts";
import { type CampaignSummary, isTargetSilent } from "../../domain/summary.ts";
import type { Totals } from "../../domain/totals.ts";
import { leadMetric, trendOf } from "../../domain/trend.ts";
import { mrkdwnName, plainName } from "../mrkdwn.ts";
import { type ButtonInput, buttons } from "./buttons.ts";
import { NO_VALUE } from "./campaign-figure.ts";
import { campaignTraits } from "./campaign-traits.ts";
import { changeWords } from "./change-words.ts";
import { firstPartyWords } from "./first-party-words.ts";
import { formatMoney, type NumberStyle, numberStyle } from "./format.ts";
import { formatFigure } from "./format.ts";
import { measuredFields } from "./measured-fields.ts";
import { metricName } from "./metric-name.ts";
import { periodSwitch } from "./period-switch.ts";
import { beforeWords, dayWords, periodWords, rangeWords } from "./period-words.ts";
import { freshnessWords, isCampaignUnfinished, unitWords } from "./provenance.ts";
import { settledBlocks } from "./settled-words.ts";
import type { MessageBlock, SlackMessage, ViewOptions } from "./slack-message.ts";
import { targetGap } from "./target-gap.ts";
import { fields, header, notes, paragraph, plainNote } from "./text-objects.ts";
import { trendChart } from "./trend-chart.ts";

export interface SummaryOptions extends ViewOptions {
  /** Who put the summary into a channel; left out for the person who asked. */
  readonly sharedBy?: string;
}

/** `unfinished`: the period is not over, or not all of it is loaded. */
type ToldSummary = CampaignSummary & { readonly unfinished: boolean };

const STATUS: Readonly<Record<CampaignStatus, string | undefined>> = {
  active: "active",
  paused: "paused",
  ended: "ended",
  unknown: undefined,
};

/** One campaign and period: figures with their change and target, a chart, where the numbers come from, what to do next. */
export function summaryView(summary: CampaignSummary, options: SummaryOptions): SlackMessage {
  const style = numberStyle(summary.currency, options.locale);
  const head: MessageBlock[] = [header(summary.campaign.name), identity(summary, style)];
  const tail: MessageBlock[] = [...origin(summary, options), ...actions(summary, options)];
  if (isEmpty(summary.current.totals)) {
    const sentence = emptySentence(summary);
    return {
      text: `${mrkdwnName(summary.campaign.name)}: ${sentence}`,
      blocks: [...head, paragraph(sentence), ...notes([firstPartyWords(summary, style)]), ...tail],
    };
  }
  const unfinished = isCampaignUnfinished(summary, options.now);
  const sentence = leadSentence({ ...summary, unfinished }, style);
  const chart = trendChart(chartInput(summary), style);
  return {
    text: `${mrkdwnName(summary.campaign.name)}, ${periodWords(summary.period)}: ${sentence.replaceAll("*", "")}`,
    blocks: [
      ...head,
      paragraph(sentence),
      ...settledBlocks(summary, style),
      ...fields(measuredFields({ ...summary, unfinished }, style)),
      ...notes([firstPartyWords(summary, style)]),
      ...chart.blocks,
      ...notes([chart.note]),
      ...tail,
    ],
  };
}

function chartInput(summary: CampaignSummary): Parameters<typeof trendChart>[0] {
  const { daily, period: range, target, settled } = summary;
  const trend = trendOf(leadOf(summary), daily, { range, target });
  const settledThrough = settled?.unsettledDays === 0 ? undefined : settled?.through;
  return { trend, daily, range, subject: summary.campaign.name, settledThrough };
}

function identity(summary: CampaignSummary, style: NumberStyle): MessageBlock {
  const { campaign } = summary;
  const status = STATUS[campaign.status];
  const parts = [platformName(campaign.platform), plainName(campaign.account, 100)];
  if (status !== undefined) parts.push(status);
  return plainNote([...parts, ...campaignTraits(summary, style)]);
}

function leadSentence(summary: ToldSummary, style: NumberStyle): string {
  const { totals, kpis } = summary.current;
  const spent = formatMoney(totals.spendMicros, style);
  if (totals.conversions === 0) return `Spent ${spent}, no conversion.`;
  const lead = leadOf(summary);
  const silent = isTargetSilent(summary);
  const gap = summary.target && !silent && targetGap(summary.target, kpis, style);
  const parts = [
    `*${metricName(lead)} ${formatFigure(lead, kpis[lead], style)}*`,
    leadChange(summary, style),
    gap ? gap.words : "",
    `${spent} spent`,
  ];
  const told = `${parts.filter((part) => part !== "").join(", ")}.`;
  return silent ? `${told} Its ROAS target says nothing: ${NO_VALUE}.` : told;
}

/** `▲ 12.3% (worse) against the 7 days before`; of a part of a period, what it was in all of the one before. */
function leadChange(summary: ToldSummary, style: NumberStyle): string {
  const { current, previous, unfinished } = summary;
  const lead = leadOf(summary);
  const now = current.kpis[lead];
  const before = previous.kpis[lead];
  if (now === undefined || relativeChange(now, before) === undefined) return "";
  const days = beforeWords(previous.range);
  return unfinished
    ? `so far, against ${formatFigure(lead, before, style)} in all of ${days}`
    : `${changeWords({ metric: lead, now, before }, style)} against ${days}`;
}

function leadOf({ target, current, withoutValue }: CampaignSummary): "cpa" | "roas" {
  return leadMetric(target, current.totals, withoutValue);
}

function emptySentence({ period, freshness, grain }: CampaignSummary): string {
  const last = freshness.lastDay;
  const when = periodWords(period).replace(/^last (?=\d|day)/, "the last ");
  if (grain === "period")
    return `The total loaded for ${when} is zero: nothing spent, nothing earned.`;
  if (last === undefined) return `No numbers for ${when}: no export with days has been loaded yet.`;
  return last < period.from
    ? `No numbers for ${when}. The last day with data is ${dayWords(last)}.`
    : `Nothing was spent and nothing happened in ${when}. Data reach to ${dayWords(last)}.`;
}

function origin(summary: CampaignSummary, { now, sharedBy }: SummaryOptions): MessageBlock[] {
  const { period: range, previous, currency, zone, freshness, grain } = summary;
  const days = `${capital(periodWords(range))}, compared with ${rangeWords(previous.range)}`;
  return notes([
    `${days} · ${unitWords(currency, zone)}`,
    freshnessWords({ range, zone, freshness, now }),
    grain === "period"
      ? "From a file without days: one total for exactly these days, no daily numbers."
      : undefined,
    sharedBy === undefined ? undefined : `Shared by <@${sharedBy.replaceAll(/\W/g, "")}>`,
  ]);
}

function actions(summary: CampaignSummary, { sharedBy }: SummaryOptions): MessageBlock[] {
  const { campaign, period, freshness } = summary;
  const campaignId = campaign.id;
  const last = freshness.lastDay;
  const earlier: ButtonInput[] = [];
  if (isEmpty(summary.current.totals) && last !== undefined && last < period.from) {
    const key = `${addDays(last, -6)}..${last}`;
    earlier.push({
      label: `7 days to ${dayWords(last)}`,
      press: { action: "perf.period", campaignId, period: key },
      style: "primary",
    });
  }
  const share = { action: "perf.share", campaignId, period: period.key } as const;
  return buttons([
    ...earlier,
    ...periodSwitch(period.key, (key) => ({ action: "perf.period", campaignId, period: key })),
    {
      label: "Set target",
      press: { action: "perf.target", campaignId, period: period.key },
      says: `Set a target for ${plainName(campaign.name, 40)}`,
    },
    ...(sharedBy === undefined
      ? [{ label: "Share to channel", press: share, says: "Post this summary for everybody here" }]
      : []),
  ]);
}

function isEmpty(totals: Totals): boolean {
  const sums: readonly Metric[] = ["spend", "impressions", "clicks", "conversions", "value"];
  return sums.every((metric) => metricOf(metric, totals) === 0);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
