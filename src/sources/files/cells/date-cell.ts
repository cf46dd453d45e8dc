import { type Day, dayFrom } from "../../../domain/day.ts";
import { monthNumber } from "./month-names.ts";

export type DateOrder = "day-first" | "month-first";

/** A date as written: certain, or two numbers and a year that the file's order must tell apart. */
export type DateCell =
  | { readonly kind: "day"; readonly day: Day }
  | {
      readonly kind: "numbers";
      readonly first: number;
      readonly second: number;
      readonly year: number;
      readonly separator: string;
    };

const TIME = String.raw`(?:[T ,]+\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:[AaPp]\.?[Mm]\.?)?\s*(?:Z|UTC|[+-]\d{2}:?\d{2})?)?`;
const YEAR_FIRST = new RegExp(String.raw`^(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})${TIME}$`);
const NUMBERS = new RegExp(String.raw`^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})\.?${TIME}$`);
const WEEKDAY = String.raw`(?:\p{L}+\.?,?\s+)?`;
const DAY_NAME = String.raw`(\d{1,2})(?:\.|er|º|ª)?[\s/-]*(?:de\s+)?(\p{L}+)\.?,?[\s/-]*(?:de\s+)?(\d{4})`;
const NAME_DAY = String.raw`(\p{L}+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})`;
const DAY_FIRST = new RegExp(`^${WEEKDAY}${DAY_NAME}${TIME}$`, "u");
const NAME_FIRST = new RegExp(`^${WEEKDAY}${NAME_DAY}${TIME}$`, "u");

/** Undefined for what is no date at all, or a day that the calendar does not have. */
export function dateCell(cell: string): DateCell | undefined {
  const text = cell.replaceAll(/[\s\u00A0\u202F]+/gu, " ").trim();
  if (text.length > 60) return undefined;
  const iso = YEAR_FIRST.exec(text);
  if (iso !== null) return certain(iso[1], iso[3], iso[4]);
  const numbers = NUMBERS.exec(text);
  if (numbers !== null) return numbered(numbers);
  const dayFirst = DAY_FIRST.exec(text);
  if (dayFirst !== null) return named(dayFirst[3], dayFirst[2], dayFirst[1]);
  const nameFirst = NAME_FIRST.exec(text);
  return nameFirst === null ? undefined : named(nameFirst[3], nameFirst[1], nameFirst[2]);
}

/** The day that two numbers and a year are, read in the given order. */
export function orderedDay(date: DateCell, order: DateOrder): Day | undefined {
  if (date.kind === "day") return date.day;
  return order === "day-first"
    ? dayFrom(date.year, date.second, date.first)
    : dayFrom(date.year, date.first, date.second);
}

function numbered(match: RegExpExecArray): DateCell | undefined {
  const [, first, separator = "", second, year = ""] = match;
  return {
    kind: "numbers",
    first: Number(first),
    second: Number(second),
    year: year.length === 2 ? 2000 + Number(year) : Number(year),
    separator,
  };
}

function certain(year?: string, month?: string, day?: string): DateCell | undefined {
  const found = dayFrom(Number(year), Number(month), Number(day));
  return found === undefined ? undefined : { kind: "day", day: found };
}

function named(year?: string, month?: string, day?: string): DateCell | undefined {
  const number = monthNumber(month ?? "");
  return number === undefined ? undefined : certain(year, String(number), day);
}
