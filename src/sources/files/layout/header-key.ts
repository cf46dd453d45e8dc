import { type CurrencyMark, currencyMark } from "../cells/currency-mark.ts";

/** A header taken apart: the words it is looked up by, and what stood in brackets behind them. */
export interface HeaderParts {
  readonly key: string;
  /** From headers such as `Amount spent (IDR)` and `Cost (€)`. */
  readonly currency: CurrencyMark | undefined;
  /** An IANA zone, from headers such as `Start Date (in UTC)`. */
  readonly zone: string | undefined;
}

const BRACKET = /\s*[([]\s*(?:([A-Z]{3}|[A-Z]{0,2}\p{Sc})|in ([A-Za-z_/]+)|#|ISO)\s*[)\]]\s*$/u;

/** Case, underscores, dots and camel case are ways of writing, not differences: `Conv. value` → `conv value`. */
export function headerKey(header: string): HeaderParts {
  const plain = header.normalize("NFKC").trim();
  const bracket = BRACKET.exec(plain);
  const [, sign, zone] = bracket ?? [];
  const currency = sign === undefined || sign === "ISO" ? undefined : currencyMark(sign);
  const known = currency !== undefined || !/^[A-Z]{3}$/u.test(sign ?? "");
  const words = bracket === null || !known ? plain : plain.slice(0, bracket.index);
  const key = words
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .toLowerCase()
    .replaceAll(/\.(?=\p{L})/gu, " ")
    .replaceAll(".", "")
    .replaceAll("’", "'")
    .replaceAll(/[_\s]+/g, " ")
    .trim();
  return { key, currency, zone };
}
