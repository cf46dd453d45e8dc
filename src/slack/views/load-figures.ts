import type { types } from "@slack/bolt";

import type { FileFault, LoadReport } from "../../domain/load.ts";
import type { Micros } from "../../domain/money.ts";
import { platformName } from "../../domain/platform.ts";
import { mrkdwnName, plainName } from "../mrkdwn.ts";
import { formWords } from "./form-words.ts";
import {
  counted,
  formatCount,
  formatMoney,
  NO_FIGURE,
  type NumberStyle,
  numberStyle,
} from "./format.ts";
import { rangeWords } from "./period-words.ts";
import type { MessageBlock } from "./slack-message.ts";
import { fields, notes, plainNote } from "./text-objects.ts";

/** ISO 4217 for no currency; its sign is left out. */
const NO_CURRENCY = "XXX";

const SHOWN_FAULTS = 10;
const SHOWN_WARNINGS = 5;

function loadStyle(report: LoadReport, locale: string | undefined): NumberStyle {
  return numberStyle(report.currency ?? NO_CURRENCY, locale);
}

/** `report.csv: 1,200 rows, 12 campaigns, 1–30 Nov 2026, $12,345.00 spent` for notifications. */
export function loadWords(report: LoadReport, locale: string | undefined): string {
  const { file, rows, campaigns, days, totals } = report;
  const spend = money(totals.spendMicros, loadStyle(report, locale));
  const when = days === undefined ? "" : `, ${rangeWords(days)}`;
  const read = `${counted(rows.accepted, "row")}, ${counted(campaigns, "campaign")}`;
  return `${mrkdwnName(file, 80)}: ${read}${when}, ${spend} spent`;
}

/** What is in the file, beside the platform's own total. */
export function loadFigures(report: LoadReport, locale: string | undefined): MessageBlock[] {
  const { rows, campaigns, days, totals, grain } = report;
  const style = loadStyle(report, locale);
  const rejected =
    rows.rejected === 0 ? "" : `, ${formatCount(rows.rejected, style.locale)} unreadable`;
  return [
    plainNote([
      plainName(report.file, 100),
      platformName(report.platform),
      `account ${plainName(report.account, 100)}`,
      report.currency ?? "currency not known yet",
      report.zone,
    ]),
    ...fields([
      `*Rows*\n${formatCount(rows.accepted, style.locale)}${rejected}`,
      `*Campaigns*\n${formatCount(campaigns, style.locale)}`,
      `*Days*\n${days === undefined ? NO_FIGURE : rangeWords(days)}`,
      `*Spend*\n${money(totals.spendMicros, style)}`,
      `*Conversions*\n${formatCount(totals.conversions, style.locale)}`,
      `*Conv. value*\n${money(totals.valueMicros, style)}`,
    ]),
    ...notes([
      platformTotalWords(report, style),
      grain === "period"
        ? "The file has no day column: it becomes one total that `/perf` shows for exactly these days."
        : undefined,
    ]),
  ];
}

/** The first unreadable rows as a table. */
export function faultTable(errors: readonly FileFault[]): MessageBlock[] {
  if (errors.length === 0) return [];
  const more = errors.length - SHOWN_FAULTS;
  const rows = errors
    .slice(0, SHOWN_FAULTS)
    .map(({ line, column, message }) => [
      cell(line === null ? NO_FIGURE : String(line)),
      cell(column === null ? NO_FIGURE : plainName(column, 60)),
      cell(plainName(formWords(message), 400)),
    ]);
  return [
    {
      type: "table",
      column_settings: [{ align: "right" }, {}, { is_wrapped: true }],
      rows: [["Line", "Column", "What is wrong"].map(cell), ...rows],
    },
    ...notes([more > 0 ? `${counted(more, "more fault")} like these.` : undefined]),
  ];
}

export function warningNotes(warnings: readonly string[]): MessageBlock[] {
  const more = warnings.length - SHOWN_WARNINGS;
  return notes([
    ...warnings
      .slice(0, SHOWN_WARNINGS)
      .map((warning) => `Note: ${mrkdwnName(formWords(warning), 400)}`),
    more > 0 ? `${counted(more, "more note")}.` : undefined,
  ]);
}

function platformTotalWords(
  { platformTotal, platform }: LoadReport,
  style: NumberStyle,
): string | undefined {
  if (platformTotal === undefined) return undefined;
  const { spendMicros, differenceMicros } = platformTotal;
  const theirs = `${platformName(platform)} itself gives ${money(spendMicros, style)} as the total spend`;
  if (differenceMicros === 0n) return `${theirs}, the same as the sum of the rows.`;
  const by = money(differenceMicros < 0n ? -differenceMicros : differenceMicros, style);
  return `${theirs}: the rows add up to ${by} ${differenceMicros > 0n ? "more" : "less"}.`;
}

function money(micros: Micros, style: NumberStyle): string {
  return formatMoney(micros, style).replaceAll(/\s*¤\s*/g, "");
}

function cell(text: string): types.RawTextElement {
  return { type: "raw_text", text };
}
