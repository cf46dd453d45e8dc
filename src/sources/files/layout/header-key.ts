import { isCurrency } from "../../../domain/money.ts";

/** A header taken apart: the words it is looked up by, and what stood in brackets behind them. */
export interface HeaderParts {
  readonly key: string;
  /** ISO 4217, from headers such as `Amount spent (IDR)`. */
  readonly currency: string | undefined;
  /** An IANA zone, from headers such as `Start Date (in UTC)`. */
  readonly zone: string | undefined;
}

const BRACKET = /\s*[([]\s*(?:([A-Z]{3})|in ([A-Za-z_/]+)|#|[A-Z]{0,2}\p{Sc}|ISO)\s*[)\]]\s*$/u;

/** Case, underscores, dots and camel case are ways of writing, not differences: `Conv. value` → `conv value`. */
export function headerKey(header: string): HeaderParts {
  const plain = header.normalize("NFKC").trim();
  const bracket = BRACKET.exec(plain);
  const [, code, zone] = bracket ?? [];
  const known = code === undefined || isCurrency(code);
  const words = bracket === null || !known ? plain : plain.slice(0, bracket.index);
  const key = words
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .toLowerCase()
    .replaceAll(/\.(?=\p{L})/gu, " ")
    .replaceAll(".", "")
    .replaceAll("’", "'")
    .replaceAll(/[_\s]+/g, " ")
    .trim();
  return { key, currency: known ? code : undefined, zone };
}
