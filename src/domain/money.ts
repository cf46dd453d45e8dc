/** Money as integer millionths of the account's currency. */
export type Micros = bigint;

const MICROS = 1_000_000n;
const DECIMAL = /^(-?)(\d*)(?:\.(\d*))?$/;

/** More than any account spends, and far inside what a `bigint` column holds. */
export const MAX_MICROS: Micros = 1_000_000_000_000_000_000n;

/**
 * Micros of a plain decimal such as `1234.5` (major units, dot, no grouping), rounded half away from zero
 * beyond six decimals; undefined for anything else.
 */
export function parseMicros(decimal: string): Micros | undefined {
  const match = DECIMAL.exec(decimal);
  if (match === null) return undefined;
  const [, sign, whole = "", fraction = ""] = match;
  if (whole === "" && fraction === "") return undefined;
  const digits = BigInt(whole + fraction.slice(0, 6).padEnd(6, "0"));
  const rounded = fraction.charCodeAt(6) >= 53 ? digits + 1n : digits;
  return sign === "-" ? -rounded : rounded;
}

/** Major units as an exact decimal string with at least `minDigits` decimals: 12340000 → `12.34`. */
export function decimalString(micros: Micros, minDigits = 2): string {
  const absolute = micros < 0n ? -micros : micros;
  const fraction = String(absolute % MICROS).padStart(6, "0");
  const kept = fraction.replace(/0+$/, "").padEnd(minDigits, "0");
  const whole = String(absolute / MICROS);
  const sign = micros < 0n ? "-" : "";
  return kept === "" ? `${sign}${whole}` : `${sign}${whole}.${kept}`;
}

/** Major units as a floating-point number, for ratios and charts alone. */
export function majorUnits(micros: Micros): number {
  return Number(micros) / 1e6;
}

const currencies = new Set(Intl.supportedValuesOf("currency"));

/** True for an ISO 4217 code in capitals. */
export function isCurrency(code: string): boolean {
  return currencies.has(code);
}

const digitsOf = new Map<string, number>();

/** Decimals that the currency is written with: 2 for USD, 0 for JPY. */
export function currencyDigits(currency: string): number {
  let digits = digitsOf.get(currency);
  if (digits === undefined) {
    // Making a format takes longer than all that a message does with it.
    const format = new Intl.NumberFormat("en", { style: "currency", currency });
    digits = format.resolvedOptions().maximumFractionDigits ?? 2;
    digitsOf.set(currency, digits);
  }
  return digits;
}

/** The smallest amount of a currency: a cent of USD, a yen of JPY. */
export function smallestUnit(currency: string): Micros {
  return 10n ** BigInt(Math.max(0, 6 - currencyDigits(currency)));
}
