import type { types } from "@slack/bolt";

import { type Metric, metricOf } from "../../domain/kpi.ts";
import type { CampaignSummary } from "../../domain/summary.ts";
import { leadMetric } from "../../domain/trend.ts";
import { mrkdwnName, plainName } from "../mrkdwn.ts";
import { buttons } from "./buttons.ts";
import { NO_VALUE } from "./campaign-figure.ts";
import { accountWords } from "./campaign-table.ts";
import { compareChart, type Comparison } from "./compare-chart.ts";
import { type Compared, comparedFigure } from "./compared-figure.ts";
import { formatMetric, NO_FIGURE, numberStyle } from "./format.ts";
import { metricName } from "./metric-name.ts";
import { periodSwitch } from "./period-switch.ts";
import { periodWords, rangeWords } from "./period-words.ts";
import { freshnessWords, isCampaignUnfinished, unitWords } from "./provenance.ts";
import type { MessageBlock, SlackMessage, ViewOptions } from "./slack-message.ts";
import { header, notes, plainNote } from "./text-objects.ts";

const ROWS: readonly Metric[] = [
  "spend",
  "conversions",
  "cpa",
  "value",
  "roas",
  "impressions",
  "clicks",
  "ctr",
  "cvr",
  "cpc",
];

/** Side by side: a table of figures with their changes, and one chart with a line for each. */
export function compareView(comparison: Comparison, options: ViewOptions): SlackMessage {
  const { a, b } = comparison;
  const metric = commonMetric(comparison);
  const chart = compareChart(comparison, metric);
  const ids: [number, number] = [a.campaign.id, b.campaign.id];
  return {
    text: `${nameWords(a, metric, options)} against ${nameWords(b, metric, options)}, ${periodWords(a.period)}.`,
    blocks: [
      header(`${plainName(a.campaign.name, 70)} vs ${plainName(b.campaign.name, 70)}`),
      plainNote([`A: ${title(a)}`]),
      plainNote([`B: ${title(b)}`]),
      tableOf(comparison, options),
      ...chart.blocks,
      ...notes([chart.note]),
      ...origin(comparison, options),
      ...buttons([
        openButton("A", a),
        openButton("B", b),
        ...periodSwitch(a.period.key, (period) => ({
          action: "perf.compare",
          campaignIds: ids,
          period,
        })),
      ]),
    ],
  };
}

function title(summary: CampaignSummary): string {
  return `${plainName(summary.campaign.name, 300)} · ${accountWords(summary)}`;
}

function commonMetric({ a, b }: Comparison): "cpa" | "roas" {
  const [one, other] = [a, b].map(({ target, current, withoutValue }) =>
    leadMetric(target, current.totals, withoutValue),
  );
  return one === "roas" && other === "roas" ? "roas" : "cpa";
}

function nameWords(
  { campaign, currency, current }: CampaignSummary,
  metric: Metric,
  { locale }: ViewOptions,
): string {
  const figure = formatMetric(metric, current.totals, numberStyle(currency, locale));
  return `${mrkdwnName(campaign.name)} with ${metricName(metric)} ${figure}`;
}

function tableOf({ a, b }: Comparison, options: ViewOptions): types.TableBlock {
  const sides = [a, b].map((summary) => ({
    ...summary,
    unfinished: isCampaignUnfinished(summary, options.now),
  }));
  const rows = ROWS.filter((metric) =>
    [a, b].some(({ current }) => (metricOf(metric, current.totals) ?? 0) !== 0),
  );
  const head = ["Figure", "A", "A change", "B", "B change"];
  return {
    type: "table",
    column_settings: [
      { is_wrapped: false },
      { align: "right" },
      { is_wrapped: true },
      { align: "right" },
      { is_wrapped: true },
    ],
    rows: [
      head.map((text) => rawText(text)),
      ...(rows.length === 0 ? (["spend"] as const) : rows).map((metric) => [
        rawText(metricName(metric)),
        ...sides.flatMap((side) => cellsOf(side, metric, options)),
      ]),
    ],
  };
}

function cellsOf(
  compared: Compared & Pick<CampaignSummary, "currency">,
  metric: Metric,
  { locale }: ViewOptions,
): types.RawTextElement[] {
  const { figure, change } = comparedFigure(
    metric,
    compared,
    numberStyle(compared.currency, locale),
  );
  return [rawText(figure), rawText(change)];
}

/** Slack refuses an empty cell. */
function rawText(text: string): types.RawTextElement {
  return { type: "raw_text", text: text === "" ? NO_FIGURE : text };
}

function origin({ a, b }: Comparison, { now }: ViewOptions): MessageBlock[] {
  const lines = [a, b].map(({ period: range, previous, currency, zone, freshness, grain }) =>
    [
      `${rangeWords(range)} compared with ${rangeWords(previous.range)}`,
      unitWords(currency, zone),
      freshnessWords({ range, zone, freshness, now }),
      ...(grain === "period" ? ["One total from a file without days."] : []),
    ].join(" · "),
  );
  const [first, second] = lines;
  const silent = [a, b].some(({ withoutValue }) => withoutValue === true);
  const told = silent ? `${NO_FIGURE} where ${NO_VALUE}.` : undefined;
  if (first === second) return notes([first, told]);
  const currencies =
    a.currency === b.currency ? undefined : "The currencies differ: amounts are not comparable.";
  return notes([`A: ${first}`, `B: ${second}`, currencies, told]);
}

function openButton(
  label: string,
  { campaign, period }: CampaignSummary,
): Parameters<typeof buttons>[0][number] {
  return {
    label: `${label}: ${plainName(campaign.name, 24)}`,
    press: { action: "perf.show", campaignId: campaign.id, period: period.key },
    says: `Show ${plainName(campaign.name, 60)}`,
  };
}
