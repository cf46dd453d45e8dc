import { isCurrency } from "../../../domain/money.ts";

/** `shared`: several currencies are written so, and it proves none of them. */
export type CurrencyMark = { readonly code: string } | "shared" | undefined;

const SHARED = new Set(["$", "¥", "kr", "kr.", "￥"]);

const MARKS: ReadonlyMap<string, string> = new Map([
  ["€", "EUR"],
  ["£", "GBP"],
  ["₹", "INR"],
  ["rs", "INR"],
  ["rs.", "INR"],
  ["us$", "USD"],
  ["ca$", "CAD"],
  ["c$", "CAD"],
  ["a$", "AUD"],
  ["au$", "AUD"],
  ["nz$", "NZD"],
  ["hk$", "HKD"],
  ["s$", "SGD"],
  ["nt$", "TWD"],
  ["mx$", "MXN"],
  ["r$", "BRL"],
  ["jp¥", "JPY"],
  ["cn¥", "CNY"],
  ["₩", "KRW"],
  ["₺", "TRY"],
  ["₽", "RUB"],
  ["₫", "VND"],
  ["₱", "PHP"],
  ["฿", "THB"],
  ["₴", "UAH"],
  ["₪", "ILS"],
  ["zł", "PLN"],
  ["kč", "CZK"],
  ["ft", "HUF"],
  ["rp", "IDR"],
  ["rp.", "IDR"],
  ["rm", "MYR"],
  ["r", "ZAR"],
]);

/** What a sign or word beside an amount says of its currency; undefined: it is no currency's. */
export function currencyMark(text: string): CurrencyMark {
  const mark = text.toLowerCase();
  if (SHARED.has(mark)) return "shared";
  const code = MARKS.get(mark) ?? text.toUpperCase();
  return isCurrency(code) ? { code } : undefined;
}
