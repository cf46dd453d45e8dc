import type { Metric } from "../kpi.ts";
import type { Condition, Rule } from "./rule.ts";
import type { Verdict, WithheldBecause } from "./verdict.ts";

const WITHHELD: Readonly<Record<WithheldBecause, string>> = {
  min_spend: "too little spend to judge",
  min_clicks: "too few clicks to judge",
  min_conversions: "too few conversions to judge",
  undefined_ratio: "the metric has no denominator yet",
  not_sure: "beyond the limit, but chance may have done it",
  no_reference: "there are no earlier days to compare with",
  missing_days: "numbers are missing for days of the window",
  tracking_broken: "conversions vanished everywhere: tracking looks broken",
};

const ENDED: Readonly<Record<Extract<Verdict, { kind: "ended" }>["because"], string>> = {
  no_days: "there are no numbers to judge any more",
  no_limit: "the rule has no limit for it any more",
  contracted: "it pays for results, so that its CPA is the contracted payout",
};

/** A verdict in one plain sentence, for command lines and logs; numbers as they are, without a currency. */
export function reasonWords(rule: Pick<Rule, "metric" | "when">, verdict: Verdict): string {
  switch (verdict.kind) {
    case "withheld":
      return WITHHELD[verdict.because];
    case "ended":
      return ENDED[verdict.because];
    case "ok":
      return `${rule.metric} ${rounded(verdict.value)} ${verdict.recovered ? "has recovered from" : "is inside"} the limit ${limitWords(rule, verdict.limit)}`;
    case "breach":
      return `${breachWords(rule, verdict)}${chanceWords(verdict.chance)}`;
  }
}

function breachWords(
  rule: Pick<Rule, "metric" | "when">,
  verdict: Extract<Verdict, { kind: "breach" }>,
): string {
  const limit = limitWords(rule, verdict.limit);
  return verdict.value === undefined
    ? `spend without a conversion, against the limit ${limit}`
    : `${rule.metric} ${rounded(verdict.value)} is ${rule.when.side} the limit ${limit}`;
}

function limitWords(
  { when }: { readonly metric: Metric; readonly when: Condition },
  limit: number,
): string {
  const words = rounded(limit);
  switch (when.kind) {
    case "fixed":
      return words;
    case "target":
      return `${words} (${when.factor} × target)`;
    case "budget":
      return `${words} (${when.factor} × the budget of these days)`;
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
  return `; chance alone would do this in ${percent < 0.01 ? "less than 0.01" : rounded(percent)} % of cases`;
}

function rounded(value: number): string {
  return String(Number(value.toPrecision(6)));
}
