import { type DayRange, isZone } from "../../../domain/day.ts";
import { dateCell, type DateOrder, orderedDay } from "../cells/date-cell.ts";
import { noteDate, type OrderEvidence } from "./date-order.ts";

/** What the lines above a table say. */
export interface Preamble {
  /** The days that the report covers. */
  readonly range: DayRange | undefined;
  readonly zone: string | undefined;
  readonly account: string | undefined;
}

const NEAREST_LINES = 60;
const LONGEST_LINE = 300;
const NAME = String.raw`\p{L}+\.?`;
const DATE = new RegExp(
  [
    String.raw`\d{4}-\d{1,2}-\d{1,2}`,
    String.raw`\d{1,2}(?:\.|er|º|ª)?\s+(?:de\s+)?${NAME},?\s+(?:de\s+)?\d{4}`,
    String.raw`${NAME}\s+\d{1,2},?\s+\d{4}`,
    String.raw`\b\d{8}\b`,
    String.raw`\b\d{1,2}([-/.])\d{1,2}\1\d{4}\b`,
  ].join("|"),
  "gu",
);
/** When the report was made says nothing of the days in it. */
const OTHER_DATES =
  /generated|created|last completed|erstellt|généré|generad|gerad|generat|gegenereerd/iu;
const START = /\b(start|from|begin|von|début|inicio|início|inizio)\b[^:]*:/iu;
const END = /\b(end|to|ende|fin|fim|fine|einde)\b[^:]*:/iu;
const ACCOUNT = /^#?\s*(?:account|account name|konto|compte|cuenta|conta):\s*(\S.*)$/iu;
const ZONE = /^#?\s*time zone:\s*(\S+)/iu;
const IN_ZONE = /\(in ([A-Za-z_]+(?:\/[A-Za-z_]+)*)\)/u;

/** Reads the lines above a table; numeric dates follow `usual` where they do not tell their order themselves. */
export function readPreamble(lines: readonly string[], usual: DateOrder | undefined): Preamble {
  let from: string | undefined;
  let to: string | undefined;
  let zone: string | undefined;
  let account: string | undefined;
  const evidence: OrderEvidence = {};
  for (const raw of lines.slice(-NEAREST_LINES)) {
    const line = raw.slice(0, LONGEST_LINE).replaceAll('"', "").replaceAll("\t", " ").trim();
    zone ??= ZONE.exec(line)?.[1] ?? IN_ZONE.exec(line)?.[1];
    account ??= ACCOUNT.exec(line)?.[1];
    if (OTHER_DATES.test(line)) continue;
    const dates = [...line.matchAll(DATE)].map(([date]) => date).filter((date) => dateCell(date));
    for (const date of dates) noteDate(evidence, date);
    const [first, second] = dates;
    if (first === undefined) continue;
    if (END.test(line) && second === undefined && !START.test(line)) to ??= first;
    else {
      from ??= first;
      if (second !== undefined || !START.test(line)) to ??= second ?? first;
    }
  }
  const order = orderOf(evidence) ?? usual;
  return {
    range: rangeOf(from, to, order),
    zone: zone !== undefined && isZone(zone) ? zone : undefined,
    account: account?.trim(),
  };
}

function orderOf(evidence: OrderEvidence): DateOrder | undefined {
  if (evidence["day-first"] !== undefined) return "day-first";
  return evidence["month-first"] === undefined ? undefined : "month-first";
}

function rangeOf(
  from: string | undefined,
  to: string | undefined,
  order: DateOrder | undefined,
): DayRange | undefined {
  const first = dayOf(from, order);
  const last = dayOf(to, order);
  if (first === undefined || last === undefined || first > last) return undefined;
  return { from: first, to: last };
}

function dayOf(text: string | undefined, order: DateOrder | undefined) {
  const date = text === undefined ? undefined : dateCell(text);
  if (date === undefined) return undefined;
  if (date.kind === "day") return date.day;
  if (date.first === date.second) return orderedDay(date, "day-first");
  return order === undefined ? undefined : orderedDay(date, order);
}
