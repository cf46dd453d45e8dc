import { type Metric, metricOf, metricUnit } from "../../domain/kpi.ts";
import { currencyDigits, decimalString, type Micros } from "../../domain/money.ts";
import type { Totals } from "../../domain/totals.ts";

/** How an account's numbers are written. */
export interface NumberStyle {
  /** ISO 4217. */
  readonly currency: string;
  readonly locale: string;
}

/** Stands where a ratio has no denominator. */
export const NO_FIGURE = "–";

export const DEFAULT_LOCALE = "en-US";

const formats = new Map<string, Intl.NumberFormat>();

export function numberStyle(currency: string, locale: string | undefined): NumberStyle {
  return { currency, locale: locale === undefined || !isLocale(locale) ? DEFAULT_LOCALE : locale };
}

/** Money, exact: `$1,234.50`. */
export function formatMoney(micros: Micros, style: NumberStyle): string {
  const decimal = decimalString(micros);
  return isNumeric(decimal) ? moneyFormat(style).format(decimal) : decimal;
}

/** Money that says no more than it has to: `$40`, `$40.50`. */
export function formatBudget(micros: Micros, style: NumberStyle): string {
  const whole = micros % 1_000_000n === 0n;
  return whole ? wholeFormat(style).format(micros / 1_000_000n) : formatMoney(micros, style);
}

/** An amount that nobody knows to the cent, without its sign: `$44`, `$2.40`. */
export function formatRoughAmount(value: number, style: NumberStyle): string {
  const size = Math.abs(value);
  return size < 10 ? formatAmount(size, style) : wholeFormat(style).format(size);
}

/** A count that nobody knows exactly, without its sign: `44`, `2.4`, `0.13`; `0` below 0.00005. */
export function formatRoughCount(value: number, locale: string): string {
  const size = Math.abs(value);
  const format =
    size < 10
      ? formatOf(locale, "rough", () => ({
          maximumSignificantDigits: 2,
          maximumFractionDigits: 4,
          roundingPriority: "lessPrecision",
        }))
      : formatOf(locale, "whole", () => ({ maximumFractionDigits: 0 }));
  return format.format(size);
}

/** A ratio of money in major units; below a tenth it keeps two more decimals, so that a cheap click is not free. */
export function formatAmount(value: number, style: NumberStyle): string {
  const small = value !== 0 && Math.abs(value) < 0.1;
  return (small ? smallMoneyFormat(style) : moneyFormat(style)).format(value);
}

/** 0.0235 → `2.35%`. */
export function formatPercent(fraction: number, locale: string, digits = 2): string {
  return formatOf(locale, `percent ${digits}`, () => ({
    style: "percent",
    maximumFractionDigits: digits,
  })).format(fraction);
}

/** A relative distance without its sign, `12.3%`; from 10,000 % on the exact figure says nothing: `9,999%+`. */
export function formatDistance(fraction: number, locale: string): string {
  const distance = Math.abs(fraction);
  return distance >= 100
    ? `${formatPercent(99.99, locale, 0)}+`
    : formatPercent(distance, locale, 1);
}

/** 3.417 → `3.42×`. */
export function formatMultiple(value: number, locale: string): string {
  const format = formatOf(locale, "multiple", () => ({
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  }));
  return `${format.format(value)}×`;
}

/** A count; conversions may be fractional. */
export function formatCount(value: number, locale: string): string {
  return formatOf(locale, "count", () => ({ maximumFractionDigits: 2 })).format(value);
}

/** A metric's value in its unit, money in major units; `–` for none. */
export function formatFigure(
  metric: Metric,
  value: number | undefined,
  style: NumberStyle,
): string {
  if (value === undefined) return NO_FIGURE;
  switch (metricUnit(metric)) {
    case "money":
      return formatAmount(value, style);
    case "percent":
      return formatPercent(value, style.locale);
    case "multiple":
      return formatMultiple(value, style.locale);
    case "count":
      return formatCount(value, style.locale);
  }
}

/** A metric of sums; sums of money are exact. */
export function formatMetric(metric: Metric, totals: Totals, style: NumberStyle): string {
  if (metric === "spend") return formatMoney(totals.spendMicros, style);
  if (metric === "value") return formatMoney(totals.valueMicros, style);
  return formatFigure(metric, metricOf(metric, totals), style);
}

/** `1 day`, `7 days`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count, DEFAULT_LOCALE)} ${count === 1 ? one : many}`;
}

function moneyFormat({ currency, locale }: NumberStyle): Intl.NumberFormat {
  return formatOf(locale, currency, () => ({ style: "currency", currency }));
}

function wholeFormat({ currency, locale }: NumberStyle): Intl.NumberFormat {
  return formatOf(locale, `whole ${currency}`, () => ({
    style: "currency",
    currency,
    maximumFractionDigits: 0,
  }));
}

function smallMoneyFormat({ currency, locale }: NumberStyle): Intl.NumberFormat {
  return formatOf(locale, `small ${currency}`, () => ({
    style: "currency",
    currency,
    maximumFractionDigits: currencyDigits(currency) + 2,
  }));
}

/** The format of that name, which says all that its options say. */
function formatOf(
  locale: string,
  name: string,
  options: () => Intl.NumberFormatOptions,
): Intl.NumberFormat {
  const key = `${locale} ${name}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.NumberFormat(locale, options());
  formats.set(key, made);
  return made;
}

function isLocale(locale: string): boolean {
  try {
    return Intl.NumberFormat.supportedLocalesOf(locale).length > 0;
  } catch {
    return false;
  }
}

function isNumeric(text: string): text is `${number}` {
  return /^-?\d+(?:\.\d+)?$/.test(text);
}
