import type { Condition, Rule } from "../../domain/alerting/rule.ts";
import { majorUnits, MAX_MICROS, parseMicros } from "../../domain/money.ts";
import type { RuleFile } from "./rule-schema.ts";

/** A rule in the form that files and the database hold. */
export function ruleFileOf(rule: Rule): RuleFile {
  const { guards, remindEveryHours, timeZone, quietHours, recover, window } = rule;
  return {
    name: rule.name,
    scope: scopeFileOf(rule.scope),
    metric: rule.metric,
    when: whenFileOf(rule.when),
    window: { ...window },
    guards: {
      minSpend: majorUnits(guards.minSpendMicros),
      minClicks: guards.minClicks,
      minConversions: guards.minConversions,
      ...(guards.confidence === undefined ? {} : { confidence: guards.confidence }),
    },
    for: rule.for,
    recover: { ...recover },
    ...(remindEveryHours === undefined ? {} : { remindEveryHours }),
    severity: rule.severity,
    channel: rule.channel,
    mention: [...rule.mention],
    schedule: rule.schedule,
    ...(timeZone === undefined ? {} : { timezone: timeZone }),
    ...(quietHours === undefined ? {} : { quietHours: { ...quietHours } }),
  };
}

/** The rule that a file means. */
export function ruleFrom(file: RuleFile): Rule {
  const { timezone, guards, ...rest } = file;
  return {
    ...rest,
    scope: scopeFrom(file.scope),
    when: whenFrom(file.when),
    guards: {
      minSpendMicros: parseMicros(guards.minSpend.toFixed(6)) ?? MAX_MICROS,
      minClicks: guards.minClicks,
      minConversions: guards.minConversions,
      confidence: guards.confidence,
    },
    remindEveryHours: file.remindEveryHours,
    timeZone: timezone,
    quietHours: file.quietHours,
  };
}

function scopeFrom(file: RuleFile["scope"]): Rule["scope"] {
  if ("all" in file) return { kind: "all" };
  if ("campaigns" in file) return { kind: "campaigns", names: file.campaigns };
  if ("account" in file) return { kind: "account", name: file.account };
  if ("platform" in file) return { kind: "platform", platform: file.platform };
  return { kind: "name", pattern: file.nameMatches };
}

function scopeFileOf(from: Rule["scope"]): RuleFile["scope"] {
  switch (from.kind) {
    case "all":
      return { all: true };
    case "campaigns":
      return { campaigns: [...from.names] };
    case "account":
      return { account: from.name };
    case "platform":
      return { platform: from.platform };
    case "name":
      return { nameMatches: from.pattern };
  }
}

function whenFrom(file: RuleFile["when"]): Condition {
  if ("above" in file) return { kind: "fixed", side: "above", limit: file.above };
  if ("below" in file) return { kind: "fixed", side: "below", limit: file.below };
  if ("aboveTarget" in file) return { kind: "target", side: "above", factor: file.aboveTarget };
  if ("belowTarget" in file) return { kind: "target", side: "below", factor: file.belowTarget };
  if ("risesBy" in file) {
    return { kind: "change", side: "above", by: file.risesBy, against: file.against };
  }
  if ("fallsBy" in file) {
    return { kind: "change", side: "below", by: file.fallsBy, against: file.against };
  }
  if ("aboveBudget" in file) return { kind: "budget", side: "above", factor: file.aboveBudget };
  if ("belowBudget" in file) return { kind: "budget", side: "below", factor: file.belowBudget };
  const [side, { from, to }] =
    "overPace" in file ? (["above", file.overPace] as const) : (["below", file.underPace] as const);
  return { kind: "pace", side, startBand: from, endBand: to };
}

function whenFileOf(from: Condition): RuleFile["when"] {
  const above = from.side === "above";
  switch (from.kind) {
    case "fixed":
      return above ? { above: from.limit } : { below: from.limit };
    case "target":
      return above ? { aboveTarget: from.factor } : { belowTarget: from.factor };
    case "change": {
      const { against: reference, by } = from;
      return above ? { risesBy: by, against: reference } : { fallsBy: by, against: reference };
    }
    case "budget":
      return above ? { aboveBudget: from.factor } : { belowBudget: from.factor };
    case "pace": {
      const share = { from: from.startBand, to: from.endBand };
      return above ? { overPace: share } : { underPace: share };
    }
  }
}
