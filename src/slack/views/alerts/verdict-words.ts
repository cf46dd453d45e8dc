import type { QuietRule } from "../../../domain/alerting/alert-notes.ts";
import type { Verdict, WithheldBecause } from "../../../domain/alerting/verdict.ts";
import { daysIn } from "../../../domain/day.ts";
import { NO_TOTALS } from "../../../domain/totals.ts";
import { counted, formatCount, formatFigure, formatMoney, type NumberStyle } from "../format.ts";
import { metricName, metricWords } from "../metric-name.ts";
import { pricingWords } from "../pricing-words.ts";
import { chanceWords, gapWords, readingWords, subjectWords } from "./reading-words.ts";

/** What a rule found on its last look, and what kept it silent, as sentences in mrkdwn. */
export function verdictWords(line: QuietRule, style: NumberStyle): string {
  const { verdict, window } = line;
  if (window === undefined) return "Nothing to look at yet: the month is too young to project.";
  if (verdict === undefined) return "Not checked yet.";
  switch (verdict.kind) {
    case "ok":
      return `Fine: ${okWords(line, verdict, style)}`;
    case "breach":
      return breachWords(line, verdict, style);
    case "withheld":
      return `No verdict: ${withheldWords(line, verdict, style)}`;
    case "ended":
      return `Nothing to judge: ${endedWords(line, verdict)}`;
  }
}

type Of<Kind extends Verdict["kind"]> = Extract<Verdict, { kind: Kind }>;

function endedWords(line: QuietRule, verdict: Of<"ended">): string {
  switch (verdict.because) {
    case "no_days":
      return "no day has numbers.";
    case "no_limit":
      return noLimit(line);
    case "contracted":
      return `it ${pricingWords(verdict.pricing)}: CPA is the contracted payout.`;
  }
}

function okWords({ rule, phase }: QuietRule, verdict: Of<"ok">, style: NumberStyle): string {
  const { value, limit, recovered } = verdict;
  const figure = formatFigure(rule.metric, value, style);
  // "2,430% over the limit" would read as a breach where more is better.
  const gap =
    rule.when.side === "below" && value > limit
      ? `not below the limit of ${formatFigure(rule.metric, limit, style)}`
      : gapWords(rule.metric, { value, limit }, style);
  const words = `${subjectWords(rule)} ${figure}, ${gap}.`;
  return phase === "firing" && !recovered
    ? `${words} The alert stays open until it is inside by the rule's margin.`
    : words;
}

function breachWords(line: QuietRule, verdict: Of<"breach">, style: NumberStyle): string {
  const { rule, phase, breaches } = line;
  const reading = { ...verdict, totals: line.totals ?? NO_TOTALS };
  const words = `${readingWords({ rule, reading }, style)}.`;
  if (phase === "firing") return `Breaching, and its alert is open: ${words}`;
  if (breaches === 0)
    return `Beyond the limit as things stand, but no check has seen it yet: ${words}`;
  const seen = Math.min(breaches, rule.for);
  return `Beyond the limit for ${formatCount(seen, style.locale)} of ${counted(rule.for, "check")} in a row, so it waits: ${words}`;
}

function withheldWords(line: QuietRule, verdict: Of<"withheld">, style: NumberStyle): string {
  const { rule } = line;
  const { value, limit } = verdict;
  const totals = line.totals ?? NO_TOTALS;
  const why = reasonWords(verdict.because, line, style);
  if (limit === undefined) return why;
  if (value === undefined && totals.spendMicros === 0n) return why;
  return `${why} For now: ${readingWords({ rule, reading: { value, limit, totals } }, style)}.`;
}

function reasonWords(because: WithheldBecause, line: QuietRule, style: NumberStyle): string {
  const { rule, totals = NO_TOTALS, window, chance, missingDays } = line;
  const { guards } = rule;
  switch (because) {
    case "min_spend":
      return `it needs at least ${formatMoney(guards.minSpendMicros, style)} of spend, and has ${formatMoney(totals.spendMicros, style)}.`;
    case "min_clicks":
      return `it needs at least ${counted(guards.minClicks, "click")}, and has ${formatCount(totals.clicks, style.locale)}.`;
    case "min_conversions":
      return `it needs at least ${counted(guards.minConversions, "conversion")}, and has ${formatCount(totals.conversions, style.locale)}.`;
    case "undefined_ratio":
      return `there is no ${metricWords(rule.metric)} without ${BASE[rule.metric] ?? "numbers"}.`;
    case "not_sure": {
      const by = window && chanceWords(rule.metric, { chance, range: window.range }, style);
      return `it is beyond the limit, but not surely: ${counted(totals.conversions, "conversion")} so far. ${by ?? ""}`.trim();
    }
    case "no_reference":
      return "there are no earlier days with numbers to compare with.";
    case "no_value":
      return `no value is tracked: none has ever been reported, so ${metricWords(rule.metric)} says nothing.`;
    case "missing_days": {
      const of = window === undefined ? "" : ` of ${counted(daysIn(window.range), "day")}`;
      return missingDays === 0
        ? "some days have no numbers yet."
        : `no numbers for ${formatCount(missingDays, style.locale)}${of}.`;
    }
    case "tracking_broken":
      return "the account's tracking looks broken, so conversions cannot be believed.";
  }
}

/** What a ratio is divided by. */
const BASE: Readonly<Partial<Record<QuietRule["rule"]["metric"], string>>> = {
  cpa: "conversions",
  aov: "conversions",
  roas: "spend",
  ctr: "impressions",
  cpm: "impressions",
  cvr: "clicks",
  cpc: "clicks",
};

function noLimit({ rule }: QuietRule): string {
  const { kind } = rule.when;
  if (kind === "target")
    return `this campaign has no ${metricName(rule.metric)} target. Type \`/perf\` and its name, then press Set target.`;
  return kind === "budget" || kind === "pace"
    ? "this campaign's daily budget is not known. An export with budgets brings it."
    : "there is nothing to compare with.";
}
