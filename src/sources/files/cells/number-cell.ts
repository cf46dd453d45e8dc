import { type CurrencyMark, currencyMark } from "./currency-mark.ts";

export type DecimalSign = "." | ",";

/** A number taken out of what surrounds it. */
export interface NumberCell {
  readonly negative: boolean;
  /** Digits with their separators, as written. */
  readonly body: string;
  readonly mark: CurrencyMark | undefined;
  readonly percent: boolean;
}

const MARK = String.raw`(\p{L}{0,3}\p{Sc}|\p{L}{1,3}\.?)?`;
const CELL = new RegExp(
  String.raw`^(\()?([-−])?\s*${MARK}\s*([-−])?\s*(\d[\d.,'’ ]*|[.,]\d+)\s*(%?)\s*${MARK}(\))?$`,
  "u",
);
const LONGEST = 80;
const SPACES = /[\s\u00A0\u2007\u2009\u202F]+/gu;

/** Undefined for a text that is not one number with at most a currency and a sign. */
export function numberCell(cell: string): NumberCell | undefined {
  if (cell.length > LONGEST) return undefined;
  const match = CELL.exec(cell.replaceAll(SPACES, " ").trim());
  if (match === null) return undefined;
  const [, open, minus, before, inner, body = "", percent, after, close] = match;
  if ((open === undefined) !== (close === undefined)) return undefined;
  if (before !== undefined && after !== undefined) return undefined;
  const mark = before ?? after;
  const currency = mark === undefined ? undefined : currencyMark(mark);
  if (mark !== undefined && currency === undefined) return undefined;
  return {
    negative: open !== undefined || minus !== undefined || inner !== undefined,
    body: body.trim(),
    mark: currency,
    percent: percent === "%",
  };
}

const SHAPES: Readonly<Record<DecimalSign, RegExp>> = {
  ".": /^(?:\d+|\d{1,3}(?:[,'’ ]\d{2,3})*[,'’ ]\d{3})?(?:\.\d*)?$/u,
  ",": /^(?:\d+|\d{1,3}(?:[.'’ ]\d{3})+)?(?:,\d*)?$/u,
};

/** The number as a plain decimal such as `-1234.5`; undefined where the separators do not stand as they should. */
export function plainNumber(cell: NumberCell, decimal: DecimalSign): string | undefined {
  if (!SHAPES[decimal].test(cell.body)) return undefined;
  const [whole = "", fraction] = cell.body.split(decimal);
  const digits = whole.replaceAll(/\D/gu, "");
  const plain = fraction === undefined || fraction === "" ? digits : `${digits || "0"}.${fraction}`;
  return cell.negative ? `-${plain}` : plain;
}

/** True for the ways in which platforms write "none". */
export function isNone(cell: string): boolean {
  const text = cell.trim();
  return text === "" || text === "--" || text === "-" || text === "–" || text === "—";
}
