import type { Expected } from "../../../domain/budget/honest-range.ts";
import type { Goal } from "../../../domain/budget/portfolio.ts";
import {
  formatDistance,
  formatPercent,
  formatRoughAmount,
  formatRoughCount,
  type NumberStyle,
} from "../format.ts";

/** What gains are counted in: money of a currency, or conversions. */
export interface GainUnit {
  readonly goal: Goal;
  readonly style: NumberStyle;
}

/** `$44`, `2.4`: a figure of the goal, rounded as far as it is known. Without its sign. */
export function goalFigure(value: number, { goal, style }: GainUnit): string {
  return goal === "value" ? formatRoughAmount(value, style) : formatRoughCount(value, style.locale);
}

/** `$3,400`, `120 conversions`. */
export function goalWords(value: number, unit: GainUnit): string {
  const figure = `${value < 0 ? "−" : ""}${goalFigure(value, unit)}`;
  return unit.goal === "value" ? figure : `${figure} conversions`;
}

/** `+$44`, `−2.4`. */
export function signedFigure(value: number, unit: GainUnit): string {
  const sign = value > 0 ? "+" : value < 0 ? "−" : "";
  return `${sign}${goalFigure(value, unit)}`;
}

/** `+$44`, `−2.4 conversions`. */
export function gainWords(value: number, unit: GainUnit): string {
  const figure = signedFigure(value, unit);
  return unit.goal === "value" ? figure : `${figure} conversions`;
}

/** `Expected *+$44 a day* (between +$2 and +$105, four times in five); it gains with 94% probability.` */
export function expectedWords(
  expected: Expected,
  unit: GainUnit & { readonly valueNow: number },
): string {
  const { gain, low, high, probability } = expected;
  const range = `between ${signedFigure(low, unit)} and ${signedFigure(high, unit)}, four times in five`;
  return (
    `Expected *${gainWords(gain, unit)} a day* (${range}); ` +
    `it gains with ${probabilityWords(probability, unit.style.locale)} probability.${shareWords(gain, unit)}`
  );
}

function shareWords(gain: number, unit: GainUnit & { readonly valueNow: number }): string {
  const { valueNow, style } = unit;
  if (!(valueNow > 0)) return "";
  const share = formatDistance(gain / valueNow, style.locale);
  return ` That is ${share} of the ${goalWords(valueNow, unit)} a day that come in without it.`;
}

/** `94%`; what rounds to certainty is said as a bound. */
export function probabilityWords(probability: number, locale: string): string {
  if (probability > 0.99) return `more than ${formatPercent(0.99, locale, 0)}`;
  if (probability < 0.01) return `less than ${formatPercent(0.01, locale, 0)}`;
  return formatPercent(probability, locale, 0);
}

/** `+4.1%`, `−0.3%`. */
export function signedPercent(share: number, locale: string): string {
  const sign = share > 0 ? "+" : share < 0 ? "−" : "";
  return `${sign}${formatDistance(share, locale)}`;
}
