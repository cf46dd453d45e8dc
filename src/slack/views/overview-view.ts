import type { CurrencySummary } from "../../domain/summary.ts";
import { leadMetric, trendOf } from "../../domain/trend.ts";
import { accountNotes, isPartOf } from "./account-notes.ts";
import { buttons } from "./buttons.ts";
import { campaignButtons } from "./campaign-buttons.ts";
import { campaignTable } from "./campaign-table.ts";
import { MAX_CHARTS } from "./data-visualization.ts";
import { emptyWorkspaceView } from "./empty-workspace-view.ts";
import { MAX_TABLE_CHARACTERS, MAX_TABLE_ROWS, type TableRoom } from "./figure-table.ts";
import { counted, formatMetric, type NumberStyle, numberStyle } from "./format.ts";
import { measuredFields } from "./measured-fields.ts";
import { metricName } from "./metric-name.ts";
import { periodSwitch } from "./period-switch.ts";
import { periodWords, rangeWords } from "./period-words.ts";
import type { MessageBlock, SlackMessage, ViewOptions } from "./slack-message.ts";
import { fields, header, notes, paragraph } from "./text-objects.ts";
import { trendChart } from "./trend-chart.ts";

/** Currencies that are shown in full; the rest have a line each. */
const SHOWN_CURRENCIES = 4;

/** All campaigns of a workspace, one part a currency. */
export function overviewView(
  currencies: readonly CurrencySummary[],
  options: ViewOptions,
): SlackMessage {
  const [first] = currencies;
  if (first === undefined) return emptyWorkspaceView();
  const shown = currencies.slice(0, SHOWN_CURRENCIES);
  const room = {
    rows: MAX_TABLE_ROWS,
    characters: Math.floor(MAX_TABLE_CHARACTERS / shown.length),
  };
  const spenders = shown.flatMap(({ campaigns }) => campaigns);
  return {
    text: `All campaigns, ${periodWords(first.period)}: ${currencies.map((one) => totalWords(one, options)).join("; ")}.`,
    blocks: [
      ...shown.flatMap((one, index) => currencyBlocks(one, { options, room, index })),
      ...otherCurrencies(currencies.slice(SHOWN_CURRENCIES), options),
      ...campaignButtons(spenders, first.period.key),
      ...buttons(periodSwitch(first.period.key, (period) => ({ action: "perf.overview", period }))),
    ],
  };
}

interface Place {
  readonly options: ViewOptions;
  readonly room: TableRoom;
  /** Which currency of the message this is, from 0. */
  readonly index: number;
}

function currencyBlocks(summary: CurrencySummary, place: Place): MessageBlock[] {
  const { options, room, index } = place;
  const { currency, period, campaigns, campaignCount } = summary;
  const style = numberStyle(currency, options.locale);
  const head = header(`All campaigns in ${currency}`);
  const origin = accountNotes(summary, options.now);
  if (campaignCount === 0) {
    const words = `No numbers in ${currency} for ${periodWords(period)}. Try another period below.`;
    return [head, paragraph(words), ...origin];
  }
  const unfinished = isPartOf(summary, options.now);
  const table = campaignTable(
    {
      caption: `Campaigns in ${currency}, ${periodWords(period)}, highest spend first`,
      lines: campaigns,
      metrics: ["spend", "conversions", "cpa", "roas"],
      changeOf: unfinished ? undefined : changeMetric(summary),
      room,
    },
    style,
  );
  const left = campaignCount - table.shown;
  const chart = index < MAX_CHARTS ? chartOf(summary, style) : undefined;
  return [
    head,
    paragraph(countWords(summary)),
    ...fields(measuredFields({ ...summary, unfinished }, style)),
    ...(chart?.blocks ?? []),
    ...table.blocks,
    ...notes([
      chart?.note,
      table.note,
      left > 0
        ? `${counted(left, "more campaign")} with less spend: type \`/perf CAMPAIGN\` for any of them.`
        : undefined,
    ]),
    ...origin,
  ];
}

function chartOf(summary: CurrencySummary, style: NumberStyle): ReturnType<typeof trendChart> {
  const { daily, period: range } = summary;
  const metric = leadMetric(undefined, summary.current.totals);
  const trend = trendOf(metric, daily, { range, target: undefined });
  return trendChart({ trend, daily, range, subject: "all campaigns" }, style);
}

function changeMetric({ current }: CurrencySummary): "cpa" | "roas" | "spend" {
  if (current.totals.conversions === 0) return "spend";
  return leadMetric(undefined, current.totals);
}

function countWords({ campaignCount, period, previous }: CurrencySummary): string {
  const days = `${periodWords(period)}, compared with ${rangeWords(previous.range)}`;
  return `*${counted(campaignCount, "campaign")}* with numbers, ${days}.`;
}

/** `$1,234.50 spent, CPA $48.20, ROAS 2.10×`. */
export function totalWords(summary: CurrencySummary, { locale }: ViewOptions): string {
  const style = numberStyle(summary.currency, locale);
  const { totals, kpis } = summary.current;
  const ratios = (["cpa", "roas"] as const).filter((metric) => (kpis[metric] ?? 0) !== 0);
  return [
    `${formatMetric("spend", totals, style)} spent`,
    totals.conversions === 0 ? "no conversion" : "",
    ...ratios.map((metric) => `${metricName(metric)} ${formatMetric(metric, totals, style)}`),
  ]
    .filter((part) => part !== "")
    .join(", ");
}

function otherCurrencies(others: readonly CurrencySummary[], options: ViewOptions): MessageBlock[] {
  if (others.length === 0) return [];
  const lines = others.map((one) => `${one.currency}: ${totalWords(one, options)}`);
  return [paragraph(`*More currencies*\n${lines.join("\n")}`)];
}
