import type { Alert, Reading } from "../../../domain/alerting/alert.ts";
import type { Condition, Rule } from "../../../domain/alerting/rule.ts";
import type { Target } from "../../../domain/campaign.ts";
import { type DayRange, daysIn } from "../../../domain/day.ts";
import { type Metric, relativeChange } from "../../../domain/kpi.ts";
import {
  counted,
  formatCount,
  formatDistance,
  formatFigure,
  formatMoney,
  formatPercent,
  type NumberStyle,
} from "../format.ts";
import { metricName, metricWords } from "../metric-name.ts";
import { beforeWords } from "../period-words.ts";
import { targetFigure } from "../target-gap.ts";

/** A reading and the part of its rule that says what was read. */
export interface Measured {
  readonly rule: Pick<Rule, "metric" | "when">;
  readonly reading: Pick<Reading, "value" | "limit" | "totals">;
}

/** `CPA $88.10, 84% over the limit of $48.00`; without a conversion `spent $312.40 without a conversion; …`. */
export function readingWords({ rule, reading }: Measured, style: NumberStyle): string {
  const { value, limit, totals } = reading;
  const { metric } = rule;
  if (value !== undefined) {
    return `${subjectWords(rule)} ${formatFigure(metric, value, style)}, ${gapWords(metric, { value, limit }, style)}`;
  }
  const figure = formatFigure(metric, limit, style);
  if (metric !== "cpa") return `no ${metricWords(metric)} to speak of; the limit is ${figure}`;
  const spent = formatMoney(totals.spendMicros, style);
  return `spent ${spent} without a conversion; the limit is ${figure}`;
}

/** The value alone: `$88.10`, `no conversion`, `–`. */
export function valueFigure({ rule, reading }: Measured, style: NumberStyle): string {
  const { value } = reading;
  return value === undefined && rule.metric === "cpa"
    ? "no conversion"
    : formatFigure(rule.metric, value, style);
}

/** `84% over the limit of $48.00`, `at the limit of $48.00`. */
export function gapWords(
  metric: Metric,
  { value, limit }: { readonly value: number; readonly limit: number },
  style: NumberStyle,
): string {
  const figure = formatFigure(metric, limit, style);
  if (value === limit) return `at the limit of ${figure}`;
  const side = value > limit ? "over" : "under";
  const distance = relativeChange(value, limit);
  if (distance === undefined) return `${side} the limit of ${figure}`;
  const share = Math.abs(distance) < 0.0005 ? "barely" : formatDistance(distance, style.locale);
  return `${share} ${side} the limit of ${figure}`;
}

/** What the rule's value is: for pace the whole month's spend, as it is projected. */
export function subjectWords({ metric, when }: Measured["rule"]): string {
  return when.kind === "pace" ? "Spend projected for the month" : metricName(metric);
}

export interface LimitOrigin {
  readonly when: Condition;
  readonly range: DayRange;
  readonly target: Target | undefined;
}

/** How a limit came about: `1.2 × the $40.00 target`; empty for a fixed one. */
export function limitOrigin({ when, range, target }: LimitOrigin, style: NumberStyle): string {
  const { locale } = style;
  switch (when.kind) {
    case "fixed":
      return "";
    case "target":
      return target === undefined
        ? `${timesWords(when.factor, locale)}the target`
        : `${timesWords(when.factor, locale)}the ${targetFigure(target, style)} target`;
    case "change": {
      const share = formatDistance(when.by, locale);
      const before =
        when.against === "previous_period"
          ? beforeWords(range)
          : "the same weekdays of the last 4 weeks";
      return `${share} ${when.side} ${before}`;
    }
    case "budget": {
      const days = daysIn(range);
      const over = days === 1 ? "" : ` over ${counted(days, "day")}`;
      return `${timesWords(when.factor, locale)}the daily budget${over}`;
    }
    case "pace":
      return `the month's budget ${when.side === "above" ? "plus" : "less"} the leeway at this point of it`;
  }
}

/** `1.2 × `; nothing for a factor of one. */
export function timesWords(factor: number, locale: string): string {
  return factor === 1 ? "" : `${formatCount(factor, locale)} × `;
}

/** `Were CPA right at its limit, a week this bad would come by chance 0.4% of the time.`; undefined where untested. */
export function chanceWords(
  metric: Metric,
  { chance, range }: Pick<Reading, "chance" | "range">,
  style: NumberStyle,
): string | undefined {
  if (chance === undefined) return undefined;
  const share =
    chance < 0.001
      ? `less than ${formatPercent(0.001, style.locale, 1)}`
      : formatPercent(chance, style.locale, 1);
  return `Were ${metricWords(metric)} right at its limit, ${stretchWords(range)} this bad would come by chance ${share} of the time.`;
}

function stretchWords(range: DayRange): string {
  const days = daysIn(range);
  if (days === 1) return "a day";
  return days === 7 ? "a week" : `${counted(days, "day")}`;
}

/** The value that it fired with, where it is another by now; undefined where nothing has changed. */
export function firedWith(alert: Pick<Alert, "rule" | "firing" | "latest">, style: NumberStyle) {
  const [fired, now] = [alert.firing, alert.latest].map((reading) =>
    valueFigure({ rule: alert.rule, reading }, style),
  );
  return fired === now ? undefined : { fired, now };
}
