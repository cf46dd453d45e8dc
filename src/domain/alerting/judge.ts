import { isContracted, type PricingModel, type Target } from "../campaign.ts";
import { daysIn } from "../day.ts";
import { KPI_NAMES, type Metric, metricOf, needsValue } from "../kpi.ts";
import { majorUnits, type Micros } from "../money.ts";
import type { Totals } from "../totals.ts";
import { chanceAtLimit, chanceOfChange, type Sample } from "./evidence.ts";
import type { RuleWindow } from "./rule-window.ts";
import type { Rule, Side } from "./rule.ts";
import type { Verdict, WithheldBecause } from "./verdict.ts";

/** What is known of a campaign on one evaluation. */
export interface Subject {
  readonly target: Target | undefined;
  /** What it pays for; undefined where no source says. */
  readonly pricing: PricingModel | undefined;
  readonly dailyBudgetMicros: Micros | undefined;
  readonly window: RuleWindow;
  readonly current: Totals;
  /** The weighted sums of the window's reference days; undefined where it has none. */
  readonly reference: Totals | undefined;
  /** The campaign has numbers for at least one day of the window or of its reference. */
  readonly present: boolean;
  /** Days of the window without numbers that ought to be there. */
  readonly missingDays: number;
  /** No value is tracked: that it is zero says nothing. */
  readonly withoutValue: boolean;
  /** How much the value of one conversion varies in the account, and what it is on average (major units). */
  readonly valueCv: number | undefined;
  readonly valuePerConversion: number | undefined;
}

/** Metrics that are wrong when conversions are not counted. */
const NEEDS_TRACKING: ReadonlySet<Metric> = new Set([
  "cpa",
  "roas",
  "cvr",
  "aov",
  "conversions",
  "value",
]);

/** A day that a file leaves out of a sum was zero; in a ratio it may hide the worse half. */
const RATIOS: ReadonlySet<Metric> = new Set(KPI_NAMES);

/** Floating-point ratios that a person would call equal. */
const EQUAL = 1e-12;

/** What a rule says of a campaign: sums first, guards, then the limit, then how sure it is. */
export function judge(rule: Rule, subject: Subject): Verdict {
  const { pricing } = subject;
  if (pricing !== undefined && rule.metric === "cpa" && isContracted(pricing)) {
    return { kind: "ended", because: "contracted", pricing };
  }
  if (subject.missingDays > 0) return withheld("missing_days");
  if (!subject.present) return { kind: "ended", because: "no_days" };
  const limit = limitOf(rule, subject);
  if (limit === "none") return { kind: "ended", because: "no_limit" };
  if (subject.withoutValue && needsValue(rule.metric)) return withheld("no_value");
  if (limit === "no_reference") return withheld("no_reference");
  const value = valueOf(rule, subject);
  const short = guardOf(rule, subject.current);
  if (short !== undefined) {
    return { kind: "withheld", because: short, value, limit, chance: undefined };
  }
  return value === undefined
    ? judgeUndefined(rule, subject, limit)
    : judgeValue(rule, subject, { value, limit });
}

/** True for metrics that are wrong when conversions are not counted. */
export function needsTracking(metric: Metric): boolean {
  return NEEDS_TRACKING.has(metric);
}

/** True for metrics of which a campaign's missing day withholds the verdict, not only an account's. */
export function needsEveryDay(metric: Metric): boolean {
  return RATIOS.has(metric);
}

/** The metric's value in a window: what is compared with the limit. */
export function valueOf(
  rule: Pick<Rule, "metric" | "when">,
  subject: Pick<Subject, "current" | "reference">,
): number | undefined {
  if (rule.when.kind !== "pace") return metricOf(rule.metric, subject.current);
  // The month so far, and what its other days are likely to cost.
  return majorUnits(subject.current.spendMicros + (subject.reference?.spendMicros ?? 0n));
}

/** The limit in the metric's unit. `none`: the rule has none for this campaign. */
export function limitOf(
  rule: Pick<Rule, "metric" | "when">,
  subject: Pick<Subject, "target" | "dailyBudgetMicros" | "window" | "reference">,
): number | "none" | "no_reference" {
  const { when, metric } = rule;
  switch (when.kind) {
    case "fixed":
      return when.limit;
    case "target": {
      const { target } = subject;
      if (target === undefined || target.metric !== metric) return "none";
      return when.factor * (target.metric === "cpa" ? majorUnits(target.micros) : target.ratio);
    }
    case "budget": {
      const { dailyBudgetMicros: budget } = subject;
      if (budget === undefined || budget <= 0n) return "none";
      return when.factor * majorUnits(budget) * daysIn(subject.window.range);
    }
    case "pace": {
      const { month } = subject.window;
      const { dailyBudgetMicros: budget } = subject;
      if (month === undefined || budget === undefined || budget <= 0n) return "none";
      const band = when.startBand + (when.endBand - when.startBand) * month.share;
      const share = when.side === "above" ? 1 + band : 1 - band;
      return share * majorUnits(budget) * month.days;
    }
    case "change": {
      const before = subject.reference && metricOf(metric, subject.reference);
      if (before === undefined || before <= 0) return "no_reference";
      return before * changeFactor(when);
    }
  }
}

function changeFactor({ side, by }: { readonly side: Side; readonly by: number }): number {
  return side === "above" ? 1 + by : 1 - by;
}

function guardOf({ guards }: Rule, totals: Totals): WithheldBecause | undefined {
  if (totals.spendMicros < guards.minSpendMicros) return "min_spend";
  if (totals.clicks < guards.minClicks) return "min_clicks";
  if (totals.conversions < guards.minConversions) return "min_conversions";
  return undefined;
}

function judgeValue(
  rule: Rule,
  subject: Subject,
  { value, limit }: { readonly value: number; readonly limit: number },
): Verdict {
  if (!isBeyond(rule.when.side, value, limit)) {
    const recovered = isRecovered(rule, value, limit);
    return { kind: "ok", value, limit, recovered };
  }
  const { confidence } = rule.guards;
  if (confidence === undefined) return { kind: "breach", value, limit, chance: undefined };
  const chance = chanceOf(rule, subject, limit);
  return isSure(chance, confidence)
    ? { kind: "breach", value, limit, chance }
    : { kind: "withheld", because: "not_sure", value, limit, chance };
}

/** Spend without a conversion has no CPA; that it is over the limit is for the test to say. */
function judgeUndefined(rule: Rule, subject: Subject, limit: number): Verdict {
  const { confidence } = rule.guards;
  const costly = rule.metric === "cpa" && rule.when.side === "above" && confidence !== undefined;
  const tested = costly && subject.current.spendMicros > 0n;
  const chance = tested ? chanceOf(rule, subject, limit) : undefined;
  if (tested && isSure(chance, confidence))
    return { kind: "breach", value: undefined, limit, chance };
  return { kind: "withheld", because: "undefined_ratio", value: undefined, limit, chance };
}

function chanceOf(rule: Rule, subject: Subject, limit: number): number | undefined {
  const { metric, when } = rule;
  const { valueCv, valuePerConversion } = subject;
  const sample = sampleOf(subject.current);
  if (when.kind === "change" && subject.reference !== undefined) {
    return chanceOfChange({
      metric,
      side: when.side,
      factor: changeFactor(when),
      sample,
      before: sampleOf(subject.reference),
      valueCv,
      valuePerConversion,
    });
  }
  return chanceAtLimit({ metric, side: when.side, limit, sample, valueCv, valuePerConversion });
}

/** A plain sum is what it is: there is nothing to be unsure about. */
function isSure(chance: number | undefined, confidence: number): boolean {
  return chance === undefined || chance <= 1 - confidence;
}

function isBeyond(side: Side, value: number, limit: number): boolean {
  const slack = Math.abs(limit) * EQUAL;
  return side === "above" ? value > limit + slack : value < limit - slack;
}

function isRecovered(rule: Rule, value: number, limit: number): boolean {
  const { margin } = rule.recover;
  const bound = limit * (rule.when.side === "above" ? 1 - margin : 1 + margin);
  const slack = Math.abs(bound) * EQUAL;
  return rule.when.side === "above" ? value <= bound + slack : value >= bound - slack;
}

function sampleOf(totals: Totals): Sample {
  return {
    spend: majorUnits(totals.spendMicros),
    impressions: totals.impressions,
    clicks: totals.clicks,
    conversions: totals.conversions,
    value: majorUnits(totals.valueMicros),
  };
}

/** A verdict that is withheld before anything was measured. */
export function withheld(because: WithheldBecause): Verdict {
  return { kind: "withheld", because, value: undefined, limit: undefined, chance: undefined };
}
