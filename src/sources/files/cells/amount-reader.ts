import { MAX_MICROS, type Micros, parseMicros } from "../../../domain/money.ts";
import { quoted } from "../text/quoted.ts";
import type { CurrencyMark } from "./currency-mark.ts";
import { type DecimalSign, isNone, numberCell, plainNumber } from "./number-cell.ts";

/** A cell's number, or a sentence that says what is wrong with the cell. */
export type NumberReader<T> = (cell: string) => T | string;

const POWERS = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000];
const MICRO_PARTS = 1_000_000n;
const MOST_COUNTED = 1e12;
const NEXT = "correct the cell, or export the report again";
const TOO_LARGE = `is too large to be real; ${NEXT}`;
const NEGATIVE = `is negative; ${NEXT}`;

/**
 * Micros of amounts in major units, or of amounts that are micros already. `mark` is told what currency
 * stands beside an amount.
 */
export function amountReader(
  decimal: DecimalSign,
  unit: "major" | "micros",
  mark: (mark: CurrencyMark) => void,
): NumberReader<Micros> {
  const sign = decimal.charCodeAt(0);
  return (cell) => {
    if (unit === "major") {
      const plain = plainMicros(cell, sign);
      if (plain >= 0) return BigInt(plain);
    }
    const text = unusual(cell, decimal, mark);
    if (text === undefined) return 0n;
    if (text === "") return `${quoted(cell)} is not an amount; ${NEXT}`;
    const micros = parseMicros(text) ?? 0n;
    const amount = unit === "major" ? micros : (micros + MICRO_PARTS / 2n) / MICRO_PARTS;
    if (text.startsWith("-") && micros !== 0n) return `${quoted(cell)} ${NEGATIVE}`;
    return amount > MAX_MICROS ? `${quoted(cell)} ${TOO_LARGE}` : amount;
  };
}

/** Counts; `whole` ones must have no fraction. */
export function countReader(decimal: DecimalSign, whole: boolean): NumberReader<number> {
  const sign = decimal.charCodeAt(0);
  return (cell) => {
    const plain = plainMicros(cell, sign);
    const text = plain >= 0 ? "" : unusual(cell, decimal, () => undefined);
    if (text === undefined) return 0;
    if (plain < 0 && text === "") return `${quoted(cell)} is not a number; ${NEXT}`;
    const count = plain >= 0 ? plain / 1e6 : Number(text);
    if (count < 0) return `${quoted(cell)} ${NEGATIVE}`;
    if (count > MOST_COUNTED) return `${quoted(cell)} ${TOO_LARGE}`;
    if (whole && !Number.isInteger(count)) return `${quoted(cell)} is not a whole number; ${NEXT}`;
    return count === 0 ? 0 : count;
  };
}

/** The plain decimal in a cell that takes care to read; undefined for none, empty for no number. */
function unusual(
  cell: string,
  decimal: DecimalSign,
  mark: (mark: CurrencyMark) => void,
): string | undefined {
  if (isNone(cell)) return undefined;
  const number = numberCell(cell);
  if (number === undefined || number.percent) return "";
  if (number.mark !== undefined) mark(number.mark);
  return plainNumber(number, decimal) ?? "";
}

/** Micros of digits with at most one decimal sign and six decimals, exact below 2^53; -1 for anything else. */
function plainMicros(text: string, decimal: number): number {
  const length = text.length;
  if (length === 0 || length > 16) return -1;
  let digits = 0;
  let decimals = -1;
  for (let at = 0; at < length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 48 && code <= 57) {
      digits = digits * 10 + code - 48;
      if (decimals >= 0) decimals += 1;
    } else if (code === decimal && decimals < 0 && at > 0) decimals = 0;
    else return -1;
  }
  const micros = digits * (POWERS[6 - Math.max(decimals, 0)] ?? Number.NaN);
  return micros <= Number.MAX_SAFE_INTEGER ? micros : -1;
}
