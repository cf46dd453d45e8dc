import { betterWhen, type Metric } from "../../domain/kpi.ts";
import type { CurrencySummary } from "../../domain/summary.ts";
import { mrkdwnName } from "../mrkdwn.ts";
import { accountNotes } from "./account-notes.ts";
import { buttons } from "./buttons.ts";
import { campaignButtons } from "./campaign-buttons.ts";
import { campaignFigure } from "./campaign-figure.ts";
import { campaignTable } from "./campaign-table.ts";
import { emptyWorkspaceView } from "./empty-workspace-view.ts";
import { MAX_TABLE_CHARACTERS, MAX_TABLE_ROWS } from "./figure-table.ts";
import { counted, numberStyle } from "./format.ts";
import { metricName, metricWords } from "./metric-name.ts";
import { periodSwitch } from "./period-switch.ts";
import { periodWords, rangeWords } from "./period-words.ts";
import type { MessageBlock, SlackMessage, ViewOptions } from "./slack-message.ts";
import { header, notes, paragraph } from "./text-objects.ts";

/** Campaigns ranked by one metric. In every currency `campaigns` stand in rank order, the best first. */
export interface Ranking {
  readonly metric: Metric;
  readonly currencies: readonly CurrencySummary[];
}

/** Currencies that are ranked in one message. */
const SHOWN_CURRENCIES = 4;

/** A ranking, with the direction said. */
export function topView({ metric, currencies }: Ranking, options: ViewOptions): SlackMessage {
  const [first] = currencies;
  if (first === undefined) return emptyWorkspaceView();
  const shown = currencies.slice(0, SHOWN_CURRENCIES);
  const leaders = shown.flatMap(({ campaigns }) => campaigns);
  const { key } = first.period;
  const title = `Top campaigns by ${metricWords(metric)}`;
  return {
    text: `${title}, ${periodWords(first.period)}, ${directionWords(metric)}: ${leaderWords(shown, metric, options)}`,
    blocks: [
      header(title),
      ...shown.flatMap((one) => rankedBlocks(one, metric, { ...options, parts: shown.length })),
      ...notes([moreCurrencies(currencies.length - shown.length)]),
      ...campaignButtons(leaders, key),
      ...buttons(periodSwitch(key, (period) => ({ action: "perf.top", metric, period }))),
    ],
  };
}

/** `lowest first` where less is better. */
export function directionWords(metric: Metric): string {
  return betterWhen(metric) === "lower" ? "lowest first" : "highest first";
}

function rankedBlocks(
  summary: CurrencySummary,
  metric: Metric,
  options: ViewOptions & { readonly parts: number },
): MessageBlock[] {
  const { currency, period, previous, campaigns, campaignCount } = summary;
  const style = numberStyle(currency, options.locale);
  const caption = `Campaigns in ${currency} by ${metricWords(metric)}, ${directionWords(metric)}`;
  const rest = (["spend", "conversions", "cpa", "roas"] as const).filter((one) => one !== metric);
  const room = {
    rows: MAX_TABLE_ROWS,
    characters: Math.floor(MAX_TABLE_CHARACTERS / options.parts),
  };
  const table = campaignTable(
    { caption, lines: campaigns, metrics: [metric, ...rest], changeOf: metric, room },
    style,
  );
  const days = `${periodWords(period)}, compared with ${rangeWords(previous.range)}`;
  const left = campaignCount - table.shown;
  const words =
    table.shown === 0
      ? `No numbers in ${currency} for ${periodWords(period)}. Try another period below.`
      : `*${currency}*, ${directionWords(metric)}: ${days}.`;
  return [
    paragraph(words),
    ...table.blocks,
    ...notes([
      table.note,
      left > 0 && table.shown > 0 ? `${counted(left, "more campaign")} not listed.` : undefined,
    ]),
    ...accountNotes(summary, options.now),
  ];
}

function leaderWords(
  currencies: readonly CurrencySummary[],
  metric: Metric,
  { locale }: ViewOptions,
): string {
  const leaders = currencies.flatMap(({ campaigns: [best], currency }) =>
    best === undefined
      ? []
      : [
          `${mrkdwnName(best.campaign.name)} leads with ${metricName(metric)} ` +
            `${campaignFigure(metric, best, numberStyle(currency, locale))} (${currency})`,
        ],
  );
  return leaders.length === 0 ? "no campaign has numbers." : `${leaders.join("; ")}.`;
}

function moreCurrencies(left: number): string | undefined {
  return left > 0 ? `${counted(left, "more currency", "more currencies")} not listed.` : undefined;
}
