import type {
  Condition,
  Guards,
  Rule,
  RuleScope,
  Severity,
} from "../../../domain/alerting/rule.ts";
import { type Metric, metricUnit } from "../../../domain/kpi.ts";
import { decimalString } from "../../../domain/money.ts";
import { platformName } from "../../../domain/platform.ts";
import { mrkdwnName } from "../../mrkdwn.ts";
import { channelWords } from "../actor-words.ts";
import {
  counted,
  formatCount,
  formatFigure,
  formatMoney,
  formatPercent,
  type NumberStyle,
  numberStyle,
} from "../format.ts";
import { metricName } from "../metric-name.ts";
import { scheduleWords } from "../schedule-words.ts";
import { timesWords } from "./reading-words.ts";

export interface RuleWordsOptions {
  /** The zone in which the schedule is read, where the rule names none. */
  readonly zone?: string | undefined;
  /** Left out for a rule of accounts of any currency: amounts are then said to be in the account's own. */
  readonly currency?: string | undefined;
  readonly locale?: string | undefined;
}

/**
 * A rule as a sentence in mrkdwn: `CPA over 1.2 × its target, all campaigns, last 7 days (newest day left out), sure to
 * 95%, after 2 checks in a row; daily at 09:00 America/New_York, to #perf-alerts`.
 */
export function ruleWords(rule: Rule, options: RuleWordsOptions = {}): string {
  const what = [
    conditionWords(rule, options),
    scopeWords(rule.scope),
    windowWords(rule),
    ...guardWords(rule.guards, options),
    sureWords(rule.guards, options),
    rule.for === 1 ? "" : `after ${counted(rule.for, "check")} in a row`,
    recoverWords(rule.recover, options),
  ];
  const when = [
    `${mrkdwnName(scheduleWords(rule.schedule), 90)} ${zoneWords(rule, options)}`,
    `to ${channelWords(rule.channel)}`,
    rule.remindEveryHours === undefined
      ? ""
      : `reminder every ${counted(rule.remindEveryHours, "hour")}`,
    rule.quietHours === undefined
      ? ""
      : `quiet from ${mrkdwnName(rule.quietHours.from, 5)} to ${mrkdwnName(rule.quietHours.to, 5)}`,
  ];
  return `${listed(what)}; ${listed(when)}`;
}

/** `Critical`: never by colour alone. */
export function severityWords(severity: Severity): string {
  switch (severity) {
    case "info":
      return "Information";
    case "warning":
      return "Warning";
    case "critical":
      return "Critical";
  }
}

/** `CPA over 1.2 × its target`. */
export function conditionWords(
  { metric, when, window }: Pick<Rule, "metric" | "when" | "window">,
  options: RuleWordsOptions,
): string {
  const name = metricName(metric);
  const { locale } = styleOf(options);
  const side = when.side === "above" ? "over" : "under";
  switch (when.kind) {
    case "fixed":
      return `${name} ${side} ${limitWords(metric, when, options)}`;
    case "target":
      return `${name} ${side} ${timesWords(when.factor, locale)}its target`;
    case "change": {
      const turn = when.side === "above" ? "up" : "down";
      const share = formatPercent(when.by, locale, 1);
      const before =
        when.against === "same_weekdays"
          ? "the same weekdays of the last 4 weeks"
          : window.days === 1
            ? "the day before"
            : `the ${counted(window.days, "day")} before`;
      return `${name} ${turn} by more than ${share} against ${before}`;
    }
    case "budget":
      return `Spend ${side} ${timesWords(when.factor, locale)}the daily budget`;
    case "pace": {
      const [start, end] = [when.startBand, when.endBand].map((band) =>
        formatPercent(band, locale, 1),
      );
      const off = start === end ? `${start}` : `${start} early in the month, ${end} at its end`;
      return `Spend heading ${side} the month's budget by more than ${off}`;
    }
  }
}

/** `all campaigns`, `campaigns of Meta Ads`; names are cut to the first few. */
export function scopeWords(scope: RuleScope): string {
  switch (scope.kind) {
    case "all":
      return "all campaigns";
    case "campaigns": {
      const named = scope.names.slice(0, 3).map((name) => mrkdwnName(name, 40));
      const more = scope.names.length - named.length;
      return `${scope.names.length === 1 ? "campaign" : "campaigns"} ${named.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
    }
    case "account":
      return `campaigns of account ${mrkdwnName(scope.name, 80)}`;
    case "platform":
      return `campaigns of ${platformName(scope.platform)}`;
    case "name":
      return `campaigns named like “${mrkdwnName(scope.pattern, 80)}”`;
  }
}

/** `last 7 days (newest day left out, settled days only)`. */
export function windowWords({ when, window }: Pick<Rule, "when" | "window">): string {
  const { days, ignoreLastDays, settledOnly } = window;
  const span =
    when.kind === "pace" ? "month so far" : `last ${days === 1 ? "day" : counted(days, "day")}`;
  const left = ignoreLastDays === 1 ? "newest day" : `newest ${counted(ignoreLastDays, "day")}`;
  const limits = [
    ...(ignoreLastDays === 0 ? [] : [`${left} left out`]),
    ...(settledOnly === true ? ["settled days only"] : []),
  ];
  return limits.length === 0 ? span : `${span} (${limits.join(", ")})`;
}

const OWN = "in the account's currency";

/** Where the currency is not known, no amount is written with it. */
function styleOf({ currency, locale }: RuleWordsOptions): NumberStyle {
  return numberStyle(currency ?? "USD", locale);
}

function limitWords(
  metric: Metric,
  { limit }: Extract<Condition, { kind: "fixed" }>,
  options: RuleWordsOptions,
): string {
  const style = styleOf(options);
  return options.currency === undefined && metricUnit(metric) === "money"
    ? `${formatCount(limit, style.locale)} (${OWN})`
    : formatFigure(metric, limit, style);
}

function guardWords(guards: Guards, options: RuleWordsOptions): string[] {
  const { minSpendMicros, minClicks, minConversions } = guards;
  const spend =
    options.currency === undefined
      ? `${decimalString(minSpendMicros, 0)} spent (${OWN})`
      : `${formatMoney(minSpendMicros, styleOf(options))} spent`;
  return [
    ...(minSpendMicros === 0n ? [] : [`with at least ${spend}`]),
    ...(minClicks === 0 ? [] : [`with at least ${counted(minClicks, "click")}`]),
    ...(minConversions === 0 ? [] : [`with at least ${counted(minConversions, "conversion")}`]),
  ];
}

function sureWords({ confidence }: Guards, options: RuleWordsOptions): string {
  return confidence === undefined
    ? ""
    : `sure to ${formatPercent(confidence, styleOf(options).locale)}`;
}

function recoverWords({ margin, for: checks }: Rule["recover"], options: RuleWordsOptions): string {
  if (margin === 0 && checks === 1) return "";
  const inside = margin === 0 ? "" : ` ${formatPercent(margin, styleOf(options).locale, 1)}`;
  const lasting = checks === 1 ? "" : ` for ${counted(checks, "check")}`;
  return `recovered once${inside} inside the limit${lasting}`;
}

function zoneWords({ timeZone }: Rule, { zone }: RuleWordsOptions): string {
  return mrkdwnName(timeZone ?? zone ?? "in the workspace's time zone", 64);
}

function listed(parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join(", ");
}
