import type { MorningDigest } from "../../../domain/alerting/alert-notes.ts";
import type { CurrencySummary } from "../../../domain/summary.ts";
import { escapeMrkdwn } from "../../mrkdwn.ts";
import { accountNotes, isPartOf } from "../account-notes.ts";
import { buttons } from "../buttons.ts";
import { counted, numberStyle } from "../format.ts";
import { measuredFields } from "../measured-fields.ts";
import { totalWords } from "../overview-view.ts";
import { dayWords, rangeWords } from "../period-words.ts";
import type { MessageBlock, SlackMessage, ViewOptions } from "../slack-message.ts";
import { fields, header, notes, paragraph } from "../text-objects.ts";
import { accountLine, troubleWords } from "./account-alert-view.ts";
import { alertTable, openSelect, worstFirst } from "./alert-table.ts";
import { stakeWords } from "./stake-words.ts";

/** Currencies of yesterday that are shown in full. */
const SHOWN_CURRENCIES = 3;
const SHOWN_ACCOUNTS = 10;

/** A channel's morning: what is open, which accounts cannot be judged, how yesterday went. */
export function morningView(morning: MorningDigest, options: ViewOptions): SlackMessage {
  const open = worstFirst(morning.open);
  const lead = leadWords(morning, options);
  const yesterday = morning.yesterday.map((one) => `${one.currency}: ${totalWords(one, options)}`);
  const figures = yesterday.length === 0 ? "" : ` Yesterday, ${yesterday.join("; ")}.`;
  const shown = morning.yesterday.slice(0, SHOWN_CURRENCIES);
  const left = morning.yesterday.length - shown.length;
  return {
    text: `Morning report of ${dayWords(morning.day)}: ${lead.replaceAll("*", "")}${figures}`,
    blocks: [
      header(`Morning report, ${dayWords(morning.day)}`),
      paragraph(lead),
      ...accountBlocks(morning, options.now),
      ...alertTable(open, { ...options, caption: "Open alerts, the most daily spend first" }),
      ...shown.flatMap((one) => currencyBlocks(one, options)),
      ...notes([
        left > 0
          ? `${counted(left, "more currency", "more currencies")}: type \`/perf yesterday\`.`
          : undefined,
        `${dayWords(morning.day)} in ${escapeMrkdwn(morning.zone)}`,
      ]),
      ...actions(morning),
    ],
  };
}

function leadWords({ open, accounts }: MorningDigest, { locale }: ViewOptions): string {
  const trouble = troubleWords(accounts);
  if (open.length === 0) {
    return accounts.length === 0
      ? "✅ *All clear*: no alert is open, and every account can be judged."
      : `*No alert is open*, but ${trouble}`;
  }
  const are = open.length === 1 ? "is" : "are";
  const count = `*${counted(open.length, "alert")} ${are} open*. At stake: about ${stakeWords(open, locale)} of spend a day.`;
  return trouble === "" ? count : `${count} ${trouble}`;
}

function accountBlocks({ accounts }: MorningDigest, now: number): MessageBlock[] {
  if (accounts.length === 0) return [];
  const lines = accounts.slice(0, SHOWN_ACCOUNTS).map((one) => accountLine(one, now));
  const more = accounts.length - lines.length;
  return [
    paragraph([...lines, ...(more > 0 ? [`and ${counted(more, "more account")}`] : [])].join("\n")),
  ];
}

function currencyBlocks(summary: CurrencySummary, options: ViewOptions): MessageBlock[] {
  const { currency, period, campaignCount, previous } = summary;
  const origin = accountNotes(summary, options.now);
  if (campaignCount === 0) {
    return [
      paragraph(`*Yesterday in ${currency}*: no numbers for ${rangeWords(period)}.`),
      ...origin,
    ];
  }
  return [
    paragraph(
      `*Yesterday in ${currency}*, ${rangeWords(period)}: ${totalWords(summary, options)}. Compared with ${rangeWords(previous.range)}:`,
    ),
    ...fields(
      measuredFields(
        { ...summary, unfinished: isPartOf(summary, options.now) },
        numberStyle(currency, options.locale),
      ),
    ),
    ...origin,
  ];
}

function actions({ open }: MorningDigest): MessageBlock[] {
  const row = buttons([
    { label: "Open alerts", press: { action: "alert.list" } },
    { label: "See a shift", press: { action: "shift.ask" } },
    { label: "All campaigns yesterday", press: { action: "perf.overview", period: "yesterday" } },
  ]).flatMap(({ elements }) => elements);
  return [{ type: "actions", elements: [...openSelect(worstFirst(open)), ...row] }];
}
