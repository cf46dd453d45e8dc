import type { Condition, Guards, Side } from "../domain/alerting/rule.ts";
import { isContracted, PRICING_MODELS } from "../domain/campaign.ts";
import type { Metric } from "../domain/kpi.ts";

/** What a statement needs of a rule to leave out the campaigns that it cannot concern. */
export interface CoarseRule {
  readonly metric: Metric;
  readonly when: Condition;
  readonly guards: Guards;
  /** Undefined: all of the statement's campaigns. */
  readonly campaignIds: readonly number[] | undefined;
  readonly accountIds: readonly number[] | undefined;
  /** It compares with nothing: campaigns with numbers of the reference alone are none of its own. */
  readonly plain: boolean;
  /** Days of the window. */
  readonly days: number;
  readonly month: { readonly days: number; readonly share: number } | undefined;
}

/** A rule as conditions on the columns of `j`, its parameters bound. */
export interface CoarseConditions {
  /** The campaign is one of the rule's and has a limit, or would have one were there earlier days. */
  readonly eligible: string;
  /** It has too little to be judged, and is no suspect. */
  readonly thin: string;
  /** It may be a breach; where this is false, it is none. */
  readonly suspect: string;
}

const CONTRACTED = PRICING_MODELS.filter(isContracted);

/** Floating-point noise must not leave out a campaign that the exact judgement would find. */
const NOISE = 1e-9;

/** `bind` gives the placeholder of a value. */
export function coarseConditions(
  rule: CoarseRule,
  bind: (value: unknown, type: string) => string,
): CoarseConditions {
  const limit = limitOf(rule, bind);
  const value = rule.when.kind === "pace" ? PROJECTED : METRIC[rule.metric]("c");
  const scope = [
    ...(rule.campaignIds === undefined
      ? []
      : [`j.campaign_id = any(${bind(rule.campaignIds, "int[]")})`]),
    ...(rule.accountIds === undefined
      ? []
      : [`j.account_id = any(${bind(rule.accountIds, "int[]")})`]),
    ...(rule.plain ? ["j.days > 0"] : []),
    ...(rule.metric === "cpa"
      ? [`coalesce(j.pricing, '') <> all(${bind(CONTRACTED, "text[]")})`]
      : []),
  ];
  const guarded = guardedBy(rule.guards, bind);
  const suspect = `${guarded} and ${suspectOf(rule, { value, limit }, bind)}`;
  const judged = rule.when.kind === "change" ? [] : [`${limit} is not null`];
  return {
    eligible: [...scope, ...judged].join(" and ") || "true",
    thin: `(not (${guarded}) or ${limit} is null or ${value} is null) and not (${suspect})`,
    suspect,
  };
}

function guardedBy(
  { minSpendMicros, minClicks, minConversions }: Guards,
  bind: (value: unknown, type: string) => string,
): string {
  return [
    `j.c_spend_micros >= ${bind(String(minSpendMicros), "bigint")}`,
    `j.c_clicks >= ${bind(minClicks, "float8")}`,
    `j.c_conversions >= ${bind(minConversions, "float8")}`,
  ].join(" and ");
}

function suspectOf(
  { metric, when, guards }: CoarseRule,
  { value, limit }: { readonly value: string; readonly limit: string },
  bind: (value: unknown, type: string) => string,
): string {
  const beyond =
    when.side === "above"
      ? `${value} > ${limit} * ${1 - NOISE}`
      : `${value} < ${limit} * ${1 + NOISE}`;
  if (metric !== "cpa" || when.side !== "above") return `coalesce(${beyond}, false)`;
  if (guards.confidence === undefined) return `coalesce(${beyond}, false)`;
  // No conversion at all is sure from −ln(1 − c) limits of spend on.
  const limits = bind(-Math.log(1 - guards.confidence) * (1 - NOISE), "float8");
  const costly = `(j.c_conversions = 0 and j.c_spend_micros / 1e6 >= ${limits} * ${limit})`;
  return `(coalesce(${beyond}, false) or coalesce(${costly}, false))`;
}

/** The limit in the metric's unit, money in major units; null where the campaign has none. */
function limitOf(rule: CoarseRule, bind: (value: unknown, type: string) => string): string {
  const { when, metric } = rule;
  switch (when.kind) {
    case "fixed":
      return bind(when.limit, "float8");
    case "target": {
      const factor = bind(when.factor, "float8");
      return metric === "cpa"
        ? `(j.target_cpa_micros / 1e6 * ${factor})`
        : `(j.target_roas * ${factor})`;
    }
    case "budget":
      return `(nullif(j.daily_budget_micros, 0) / 1e6 * ${bind(when.factor * rule.days, "float8")})`;
    case "change": {
      const factor = when.side === "above" ? 1 + when.by : 1 - when.by;
      const before = METRIC[metric]("r");
      return `(case when ${before} > 0 then ${before} * ${bind(factor, "float8")} end)`;
    }
    case "pace": {
      const band = when.startBand + (when.endBand - when.startBand) * (rule.month?.share ?? 0);
      const days = bind(paceLimit(when.side, band) * (rule.month?.days ?? 0), "float8");
      return `(nullif(j.daily_budget_micros, 0) / 1e6 * ${days})`;
    }
  }
}

function paceLimit(side: Side, band: number): number {
  return side === "above" ? 1 + band : 1 - band;
}

/** The month so far and its forecast rest, in major units. */
const PROJECTED = "((j.c_spend_micros + j.r_spend_micros) / 1e6)";

/** Of the current days (`c`) or the reference days (`r`), money in major units. */
const METRIC: Readonly<Record<Metric, (of: "c" | "r") => string>> = {
  spend: (of) => `(j.${of}_spend_micros / 1e6)`,
  value: (of) => `(j.${of}_value_micros / 1e6)`,
  impressions: (of) => `j.${of}_impressions::float8`,
  clicks: (of) => `j.${of}_clicks::float8`,
  conversions: (of) => `j.${of}_conversions`,
  cpa: (of) => `(j.${of}_spend_micros / 1e6 / nullif(j.${of}_conversions, 0))`,
  roas: (of) => `(j.${of}_value_micros::float8 / nullif(j.${of}_spend_micros, 0))`,
  ctr: (of) => `(j.${of}_clicks::float8 / nullif(j.${of}_impressions, 0))`,
  cvr: (of) => `(j.${of}_conversions / nullif(j.${of}_clicks, 0))`,
  cpc: (of) => `(j.${of}_spend_micros / 1e6 / nullif(j.${of}_clicks, 0))`,
  cpm: (of) => `(j.${of}_spend_micros / 1e3 / nullif(j.${of}_impressions, 0))`,
  aov: (of) => `(j.${of}_value_micros / 1e6 / nullif(j.${of}_conversions, 0))`,
};
