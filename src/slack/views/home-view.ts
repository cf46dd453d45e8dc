import type { types } from "@slack/bolt";

import type { CampaignLine, CurrencySummary } from "../../domain/summary.ts";
import { plainName } from "../mrkdwn.ts";
import { accountNotes, isPartOf } from "./account-notes.ts";
import { type ButtonInput, buttons } from "./buttons.ts";
import { campaignButtons } from "./campaign-buttons.ts";
import { accountWords } from "./campaign-table.ts";
import { counted, formatMetric, type NumberStyle, numberStyle } from "./format.ts";
import { measuredFields } from "./measured-fields.ts";
import { metricName } from "./metric-name.ts";
import { periodWords, rangeWords } from "./period-words.ts";
import type { MessageBlock, ViewOptions } from "./slack-message.ts";
import { fields, header, paragraph, plain } from "./text-objects.ts";

const SHOWN_CURRENCIES = 4;
const LISTED = 5;

export interface HomeOptions extends ViewOptions {
  /** Alerts that are open, of campaigns and of accounts; left out, nothing is said of them. */
  readonly openAlerts?: number;
}

/** The Home tab: how the campaigns stand, and what to type. Slack draws neither charts nor containers there. */
export function homeView(
  currencies: readonly CurrencySummary[],
  options: HomeOptions,
): types.HomeView {
  const shown = currencies.slice(0, SHOWN_CURRENCIES);
  const left = currencies.length - shown.length;
  return {
    type: "home",
    blocks: [
      header("Trimtab"),
      ...alertWords(options.openAlerts),
      ...(shown.length === 0 ? [paragraph(EMPTY)] : []),
      ...shown.flatMap((one) => currencyBlocks(one, options)),
      ...(left > 0
        ? [paragraph(`${counted(left, "more currency", "more currencies")}: type \`/perf\`.`)]
        : []),
      { type: "divider" },
      paragraph(HOW_TO),
      ...buttons(ACTIONS),
    ],
  };
}

const EMPTY =
  "*No campaigns yet.* Load an export from your ad platform first: press *Import a file*, or drop a CSV " +
  "into a channel where I am a member.";

const HOW_TO =
  "*What to type, in any channel*\n`/perf` – all campaigns\n`/perf brand us 30d` – one campaign, by a part of its name\n" +
  "`/perf top roas` – a ranking\n`/perf compare brand us vs brand uk` – two side by side\n" +
  "`/perf alerts` – what is open now; each alert stands in its channel\n" +
  "`/perf rules` – what is watched; new rules";

const ACTIONS: readonly ButtonInput[] = [
  { label: "Import a file", press: { action: "import.open" }, style: "primary" },
  { label: "Open alerts", press: { action: "alert.list" } },
  { label: "Rules", press: { action: "rule.list", offset: 0 } },
  { label: "Settings", press: { action: "settings.open" } },
  { label: "Help", press: { action: "perf.help" } },
];

function alertWords(open: number | undefined): types.SectionBlock[] {
  if (open === undefined) return [];
  const words =
    open === 0
      ? "🟢 No alert is open."
      : `🔴 *${counted(open, "alert")}* ${open === 1 ? "is" : "are"} open: press Open alerts below.`;
  return [paragraph(words)];
}

function currencyBlocks(summary: CurrencySummary, options: ViewOptions): MessageBlock[] {
  const { currency, period, previous, campaigns, campaignCount } = summary;
  const style = numberStyle(currency, options.locale);
  const origin = accountNotes(summary, options.now);
  const head = header(`${currency}: ${periodWords(period)}`);
  if (campaignCount === 0) return [head, paragraph("No numbers for these days."), ...origin];
  const listed = campaigns.slice(0, LISTED);
  return [
    head,
    paragraph(
      `*${counted(campaignCount, "campaign")}*, compared with ${rangeWords(previous.range)}.`,
    ),
    ...fields(measuredFields({ ...summary, unfinished: isPartOf(summary, options.now) }, style)),
    ...listOf(listed, style),
    ...campaignButtons(listed, period.key),
    ...origin,
  ];
}

function listOf(lines: readonly CampaignLine[], style: NumberStyle): types.SectionBlock[] {
  if (lines.length === 0) return [];
  const rows = lines.map((line) => {
    const spend = formatMetric("spend", line.totals, style);
    const lead = `${metricName("cpa")} ${formatMetric("cpa", line.totals, style)}`;
    return `${plainName(line.campaign.name, 80)} · ${plainName(accountWords(line), 80)}: ${spend}, ${lead}`;
  });
  return [{ type: "section", text: plain(rows.join("\n")) }];
}
