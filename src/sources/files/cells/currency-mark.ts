import { isCurrency } from "../../../domain/money.ts";

/** What stands beside an amount, and the currencies that are written so: one, or several that share a sign. */
export interface CurrencyMark {
  readonly sign: string;
  readonly currencies: readonly string[];
}

const DOLLARS =
  "USD CAD AUD NZD HKD SGD TWD MXN ARS CLP COP UYU DOP CUP BBD BMD BND BSD BZD CVE FJD GYD JMD KYD LRD NAD SBD SRD TTD XCD";
const YEN = "JPY CNY";
const CROWNS = "SEK NOK DKK ISK";

const SIGNS: ReadonlyMap<string, string> = new Map([
  ["$", DOLLARS],
  ["¥", YEN],
  ["￥", YEN],
  ["kr", CROWNS],
  ["kr.", CROWNS],
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

const known = new Map<string, CurrencyMark>();

/** What a sign or word beside an amount says of its currency, the same object for the same sign; undefined: it is no currency's. */
export function currencyMark(text: string): CurrencyMark | undefined {
  const found = known.get(text);
  if (found !== undefined) return found;
  const sign = text.toLowerCase();
  const currencies = (SIGNS.get(sign) ?? sign.toUpperCase()).split(" ");
  if (!currencies.every(isCurrency)) return undefined;
  const mark = known.get(sign) ?? { sign: SIGNS.has(sign) ? text : sign.toUpperCase(), currencies };
  known.set(sign, mark).set(text, mark);
  return mark;
}
