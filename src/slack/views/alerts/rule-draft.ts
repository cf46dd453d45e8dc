import { type Condition, type Rule, type RuleScope } from "../../../domain/alerting/rule.ts";
import { type Metric, metricUnit, METRICS } from "../../../domain/kpi.ts";
import { decimalString } from "../../../domain/money.ts";
import { decimalText, percentText } from "../decimal-text.ts";
import { SCHEDULES } from "./rule-choices.ts";

/** What the rule's modal holds: every input as text, by the names of `RULE_FIELDS`. */
export interface RuleDraft {
  readonly name: string;
  /** `all`, `campaigns`, `account`, `name`, `platform:meta_ads`, or `kept`: as the rule has it already. */
  readonly scope: string;
  /** Names one a line, an account, or a pattern. */
  readonly scopeText: string;
  readonly metric: string;
  /** `above`, `risesBy:previous_period` … */
  readonly when: string;
  /** Of the three the condition asks for one: a fixed limit (in percent for a rate), a multiple, a percentage. */
  readonly limit: string;
  readonly factor: string;
  readonly percent: string;
  /** In percent; for pace alone. */
  readonly endBand: string;
  readonly days: string;
  readonly ignoreLastDays: string;
  /** `settled` where days that are still filling up are not judged. */
  readonly settledOnly: string;
  readonly minSpend: string;
  readonly minClicks: string;
  readonly minConversions: string;
  /** `none`, or a share as `0.95`. */
  readonly confidence: string;
  readonly for: string;
  /** In percent. */
  readonly margin: string;
  readonly recoverFor: string;
  readonly remind: string;
  readonly severity: string;
  /** An id, from the select. */
  readonly channel: string;
  /** `#name`, where the rule names its channel so. */
  readonly channelName: string;
  readonly people: readonly string[];
  /** Ids of user groups, parted by blanks. */
  readonly groups: string;
  /** Cron, or `custom`. */
  readonly schedule: string;
  readonly cron: string;
  readonly zone: string;
  readonly quietFrom: string;
  readonly quietTo: string;
}

/** What a new rule begins with: CPA over target, as most people want it. */
export const NEW_RULE: RuleDraft = {
  name: "",
  scope: "all",
  scopeText: "",
  metric: "cpa",
  when: "aboveTarget",
  limit: "",
  factor: "1.2",
  percent: "30",
  endBand: "1",
  days: "7",
  ignoreLastDays: "1",
  settledOnly: "",
  minSpend: "",
  minClicks: "",
  minConversions: "",
  confidence: "0.95",
  for: "1",
  margin: "10",
  recoverFor: "1",
  remind: "24",
  severity: "warning",
  channel: "",
  channelName: "",
  people: [],
  groups: "",
  schedule: "0 9 * * *",
  cron: "",
  zone: "",
  quietFrom: "",
  quietTo: "",
};

/** A rule as its modal shows it. */
export function draftOf(rule: Rule): RuleDraft {
  const { guards, window, recover, quietHours, when } = rule;
  const usual = SCHEDULES.some(([cron]) => cron === rule.schedule);
  const byId = isSelectable(rule.channel);
  return {
    ...NEW_RULE,
    name: rule.name,
    ...scopeDraft(rule.scope),
    metric: rule.metric,
    when: whenKey(when),
    ...amountDraft(rule.metric, when),
    days: decimalText(window.days),
    ignoreLastDays: decimalText(window.ignoreLastDays),
    settledOnly: window.settledOnly === true ? "settled" : "",
    minSpend: unlessZero(decimalString(guards.minSpendMicros, 0)),
    minClicks: unlessZero(decimalText(guards.minClicks)),
    minConversions: unlessZero(decimalText(guards.minConversions)),
    confidence: guards.confidence === undefined ? "none" : decimalText(guards.confidence),
    for: decimalText(rule.for),
    margin: percentText(recover.margin),
    recoverFor: decimalText(recover.for),
    remind: rule.remindEveryHours === undefined ? "" : decimalText(rule.remindEveryHours),
    severity: rule.severity,
    channel: byId ? rule.channel : "",
    channelName: byId ? "" : rule.channel,
    people: rule.mention.filter((id) => !id.startsWith("S")),
    groups: rule.mention.filter((id) => id.startsWith("S")).join(" "),
    schedule: usual ? rule.schedule : "custom",
    cron: usual ? "" : rule.schedule,
    zone: rule.timeZone ?? "",
    quietFrom: quietHours?.from ?? "",
    quietTo: quietHours?.to ?? "",
  };
}

/** Slack's select offers channels by id; a name, or a conversation with the app, is typed. */
export function isSelectable(channel: string): boolean {
  return /^[CG][A-Z0-9]{2,30}$/.test(channel);
}

/** Slack's inputs take no more. */
export const MAX_SCOPE_TEXT = 3000;

/** A scope that an input cannot hold is kept as it is, until another is chosen. */
function scopeDraft(scope: RuleScope): Pick<RuleDraft, "scope" | "scopeText"> {
  switch (scope.kind) {
    case "all":
      return { scope: "all", scopeText: "" };
    case "platform":
      return { scope: `platform:${scope.platform}`, scopeText: "" };
    case "account":
    case "name": {
      const text = scope.kind === "account" ? scope.name : scope.pattern;
      return holds(text, [text]) ? { scope: scope.kind, scopeText: text } : KEPT;
    }
    case "campaigns": {
      const text = scope.names.join("\n");
      return holds(text, scope.names) ? { scope: "campaigns", scopeText: text } : KEPT;
    }
  }
}

const KEPT = { scope: "kept", scopeText: "" } as const;

function holds(text: string, names: readonly string[]): boolean {
  const read = linesOf(text);
  return (
    text.length <= MAX_SCOPE_TEXT &&
    read.length === names.length &&
    read.every((line, index) => line === names[index])
  );
}

/** The names in a text: one a line. */
export function linesOf(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

function whenKey(when: Condition): string {
  const above = when.side === "above";
  switch (when.kind) {
    case "fixed":
      return when.side;
    case "target":
      return above ? "aboveTarget" : "belowTarget";
    case "change":
      return `${above ? "risesBy" : "fallsBy"}:${when.against}`;
    case "budget":
      return above ? "aboveBudget" : "belowBudget";
    case "pace":
      return above ? "overPace" : "underPace";
  }
}

function amountDraft(metric: Metric, when: Condition): Partial<RuleDraft> {
  switch (when.kind) {
    case "fixed":
      return { limit: isRate(metric) ? percentText(when.limit) : decimalText(when.limit) };
    case "target":
    case "budget":
      return { factor: decimalText(when.factor) };
    case "change":
      return { percent: percentText(when.by) };
    case "pace":
      return { percent: percentText(when.startBand), endBand: percentText(when.endBand) };
  }
}

/** True for a metric that people say in percent. */
export function isRate(metric: string): boolean {
  return METRICS.some((one) => one === metric && metricUnit(one) === "percent");
}

/** Which of the amounts a condition asks for. */
export function amountField(when: string): "limit" | "factor" | "percent" {
  if (when === "above" || when === "below") return "limit";
  return /(?:Target|Budget)$/.test(when) ? "factor" : "percent";
}

function unlessZero(text: string): string {
  return text === "0" ? "" : text;
}
