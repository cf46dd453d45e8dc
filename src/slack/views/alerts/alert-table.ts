import type { AlertLine } from "../../../domain/alerting/alert.ts";
import { relativeChange } from "../../../domain/kpi.ts";
import { platformName } from "../../../domain/platform.ts";
import { CHOOSERS } from "../../ids.ts";
import { plainName } from "../../mrkdwn.ts";
import { type Figure, type FigureColumn, type FigureTable, figureTable } from "../figure-table.ts";
import { counted, formatDistance, formatFigure, formatMoney, numberStyle } from "../format.ts";
import { rangeWords } from "../period-words.ts";
import type { MessageBlock, ViewOptions } from "../slack-message.ts";
import { notes } from "../text-objects.ts";
import { alertState } from "./alert-state.ts";
import { MAX_CHOICES, pressSelect } from "./press-select.ts";
import { valueFigure } from "./reading-words.ts";

/** Leaves room for the select below in what Slack takes of a message's text, should the table become text. */
const ROOM = { rows: 99, characters: 6000 };

/** A row an alert, sortable, with what its numbers are and how many rows are left out. */
export function alertTable(
  lines: readonly AlertLine[],
  options: ViewOptions & { readonly caption: string },
): MessageBlock[] {
  const table = tableOf(lines, options);
  const left = lines.length - table.shown;
  return [
    ...table.blocks,
    ...notes([
      left > 0 && table.shown > 0 ? `${counted(left, "more alert")} not listed.` : undefined,
      lines.length === 0 ? undefined : originWords(lines),
    ]),
  ];
}

function tableOf(
  lines: readonly AlertLine[],
  { now, locale, caption }: ViewOptions & { readonly caption: string },
): FigureTable {
  const accounts = new Set(lines.map(({ campaign }) => `${campaign.platform} ${campaign.account}`));
  const several = accounts.size > 1;
  const ranges = new Set(lines.map(({ latest }) => rangeWords(latest.range)));
  return figureTable({
    caption,
    nameTitle: "Campaign",
    name: ({ campaign }) =>
      several ? `${plainName(campaign.name, 44)} · ${accountOf(campaign)}` : campaign.name,
    label: { title: "Rule", text: ({ ruleName }) => plainName(ruleName, 40) },
    columns: [
      figureColumn(
        "State",
        (line) => alertState(line, now).rank,
        (line) => alertState(line, now).label,
      ),
      figureColumn(
        "Now",
        ({ rule, latest }) => latest.value ?? (rule.metric === "cpa" ? WORST : undefined),
        (line) => valueFigure({ rule: line.rule, reading: line.latest }, styleOf(line, locale)),
      ),
      figureColumn(
        "Limit",
        ({ latest }) => latest.limit,
        (line) => formatFigure(line.rule.metric, line.latest.limit, styleOf(line, locale)),
      ),
      {
        title: "Against limit",
        figure: (line) => beyondFigure(line, styleOf(line, locale).locale),
      },
      figureColumn(
        "Spend a day",
        ({ spendPerDayMicros }) => Number(spendPerDayMicros) / 1e6,
        (line) => formatMoney(line.spendPerDayMicros, styleOf(line, locale)),
      ),
      ...(ranges.size > 1 ? [DAYS] : []),
    ],
    rows: lines,
    room: ROOM,
  });
}

/** Money spent without a conversion is beyond a limit by more than any number. */
const WORST = 1e15;

function beyondFigure({ rule, latest }: AlertLine, locale: string): Figure {
  const { value, limit } = latest;
  if (value === undefined) {
    return { text: "–", value: rule.metric === "cpa" ? WORST : undefined };
  }
  const distance = relativeChange(value, limit);
  if (distance === undefined) return { text: "", value: undefined };
  const beyond = rule.when.side === "above" ? distance : -distance;
  const share = formatDistance(distance, locale);
  const words = `${share} ${distance > 0 ? "over" : "under"}`;
  return {
    text: beyond > 0 ? words : `inside, ${words}`,
    value: Number((beyond * 100).toFixed(1)),
  };
}

/** Sorted by the last day. */
const DAYS: FigureColumn<AlertLine> = figureColumn(
  "Days",
  ({ latest }) => Number(latest.range.to.replaceAll("-", "")),
  ({ latest }) => rangeWords(latest.range),
);

function figureColumn(
  title: string,
  value: (line: AlertLine) => number | undefined,
  text: (line: AlertLine) => string,
): FigureColumn<AlertLine> {
  return { title, figure: (line) => ({ text: text(line), value: value(line) }) };
}

function styleOf({ currency }: AlertLine, locale: string | undefined) {
  return numberStyle(currency, locale);
}

function accountOf({ platform, account }: AlertLine["campaign"]): string {
  return `${platformName(platform)}, ${plainName(account, 30)}`;
}

const NAMED_ZONES = 3;

/** Days, currencies and zones of the rows. */
function originWords(lines: readonly AlertLine[]): string {
  const ranges = [...new Set(lines.map(({ latest }) => rangeWords(latest.range)))];
  const currencies = [...new Set(lines.map(({ currency }) => currency))];
  const zones = [...new Set(lines.map(({ zone }) => zone))];
  const named = zones.slice(0, NAMED_ZONES).join(", ");
  return [
    ranges.length === 1 ? ranges[0] : "each row has its own days",
    currencies.join(", "),
    `days in ${named}${zones.length > NAMED_ZONES ? ` and ${zones.length - NAMED_ZONES} more zones` : ""}`,
  ].join(" · ");
}

/** Opens one of the alerts; no element where there is none. */
export function openSelect(lines: readonly AlertLine[]) {
  if (lines.length === 0) return [];
  const more = lines.length > MAX_CHOICES ? ` (the first ${MAX_CHOICES})` : "";
  return [
    pressSelect({
      id: CHOOSERS.open,
      placeholder: `Open one…${more}`,
      options: lines.map(({ campaign, ruleName, episodeId }) => ({
        label: `${plainName(campaign.name, 36)} – ${plainName(ruleName, 28)}`,
        choice: { action: "alert.open", episodeId },
      })),
    }),
  ];
}

const ORDER = { firing: 0, pending: 1, resolved: 2 } as const;

/**
 * What is open before what is over, then the most spend at stake first. Currencies are not compared: the one with the
 * most alerts comes first.
 */
export function worstFirst(lines: readonly AlertLine[]): AlertLine[] {
  const counts = new Map<string, number>();
  for (const { currency } of lines) counts.set(currency, (counts.get(currency) ?? 0) + 1);
  return lines.toSorted(
    (a, b) =>
      ORDER[a.phase] - ORDER[b.phase] ||
      (counts.get(b.currency) ?? 0) - (counts.get(a.currency) ?? 0) ||
      a.currency.localeCompare(b.currency) ||
      Number(b.spendPerDayMicros - a.spendPerDayMicros),
  );
}
