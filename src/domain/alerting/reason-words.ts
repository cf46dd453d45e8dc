import type { Metric } from "../kpi.ts";
import { currencyDigits } from "../money.ts";
import type { Rule } from "./rule.ts";
import type { Verdict, WithheldBecause } from "./verdict.ts";

const WITHHELD: Readonly<Record<WithheldBecause, string>> = {
  min_spend: "too little spend to judge",
  min_clicks: "too few clicks to judge",
  min_conversions: "too few conversions to judge",
  undefined_ratio: "the metric has no denominator yet",
  not_sure: "beyond the limit, but chance may have done it",
  no_reference: "there are no earlier days to compare with",
  no_value: "no value is tracked: none has ever been reported",
  missing_days: "numbers are missing for days of the window",
  tracking_broken: "conversions vanished everywhere: tracking looks broken",
};

const ENDED: Readonly<Record<Extract<Verdict, { kind: "ended" }>["because"], string>> = {
  no_days: "there are no numbers to judge any more",
  no_limit: "the rule has no limit for it any more",
  contracted: "it pays for results, so that its CPA is the contracted payout",
};

/** Metrics that are amounts of money, or money for one of something. */
const IN_MONEY: ReadonlySet<Metric> = new Set(["cpa", "spend", "value", "cpc", "cpm", "aov"]);

interface Measured extends Pick<Rule, "metric" | "when"> {
  /** ISO code of the account's. */
  readonly currency: string;
}

/** A verdict in one plain sentence, for command lines and logs; numbers as a person would write them. */
export function reasonWords(rule: Measured, verdict: Verdict): string {
  switch (verdict.kind) {
    case "withheld":
      return WITHHELD[verdict.because];
    case "ended":
      return ENDED[verdict.because];
    case "ok":
      return `${rule.metric} ${figure(rule, verdict.value)} ${verdict.recovered ? "has recovered from" : "is inside"} the limit ${limitWords(rule, verdict.limit)}`;
    case "breach":
      return `${breachWords(rule, verdict)}${chanceWords(verdict.chance)}`;
  }
}

function breachWords(rule: Measured, verdict: Extract<Verdict, { kind: "breach" }>): string {
  const limit = limitWords(rule, verdict.limit);
  return verdict.value === undefined
    ? `spend without a conversion, against the limit ${limit}`
    : `${rule.metric} ${figure(rule, verdict.value)} is ${rule.when.side} the limit ${limit}`;
}

function limitWords(rule: Measured, limit: number): string {
  const { when } = rule;
  const words = figure(rule, limit);
  switch (when.kind) {
    case "fixed":
      return words;
    case "target":
      return `${words} (${rounded(when.factor)} × target)`;
    case "budget":
      return `${words} (${rounded(when.factor)} × the budget of these days)`;
    case "pace":
      return `${words} (from the month's budget)`;
    case "change": {
      const against = when.against === "previous_period" ? "the days before" : "the same weekdays";
      return `${words} (${when.side === "above" ? "up" : "down"} ${rounded(100 * when.by)} % on ${against})`;
    }
  }
}

function chanceWords(chance: number | undefined): string {
  if (chance === undefined) return "";
  const percent = 100 * chance;
  return `; chance alone would do this in ${percent < 0.01 ? "less than 0.01" : Number(percent.toPrecision(2))} % of cases`;
}

function figure({ metric, currency }: Measured, value: number): string {
  if (!IN_MONEY.has(metric)) return rounded(value);
  return `${String(Number(value.toFixed(Math.max(2, currencyDigits(currency)))))} ${currency}`;
}

/** Two decimals say enough of a count or a multiple; of a share, four digits. */
function rounded(value: number): string {
  return String(Math.abs(value) < 1 ? Number(value.toPrecision(4)) : Number(value.toFixed(2)));
}
