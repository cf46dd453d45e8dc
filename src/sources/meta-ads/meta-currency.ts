import { type Micros, smallestUnit } from "../../domain/money.ts";

/**
 * Currencies whose budgets Meta counts in whole units (https://developers.facebook.com/docs/marketing-api/currencies);
 * all others it counts in hundredths. This is not what the currency is written with: IDR has cents, BHD thousandths.
 */
const WHOLE = ["CLP", "COP", "CRC", "HUF", "ISK", "IDR", "JPY", "KRW", "PYG", "TWD", "VND"];

/** One of the units that Meta counts budgets in. */
export function metaUnit(currency: string): Micros {
  return smallestUnit(WHOLE.includes(currency) ? "JPY" : "USD");
}
