import type { Rule } from "../../domain/alerting/rule.ts";
import { amountField, isRate, linesOf, type RuleDraft } from "../views/alerts/rule-draft.ts";
import { numberOf, shareOf } from "../views/decimal-text.ts";

/** What the inputs mean, in the form of a rule file; not judged. `before` is the saved rule, whose scope may be kept. */
export function ruleJson(draft: RuleDraft, before: Rule | undefined): unknown {
  const { quietFrom, quietTo, confidence, severity, zone, schedule, cron } = draft;
  const quiet = { from: quietFrom.trim(), to: quietTo.trim() };
  return {
    name: draft.name,
    scope: scopeJson(draft, before),
    metric: draft.metric,
    when: whenJson(draft),
    window: {
      days: number(draft.days),
      ...given("ignoreLastDays", draft.ignoreLastDays),
      ...(draft.settledOnly === "" ? {} : { settledOnly: true }),
    },
    guards: {
      ...given("minSpend", draft.minSpend),
      ...given("minClicks", draft.minClicks),
      ...given("minConversions", draft.minConversions),
      ...(confidence === "none" || confidence === "" ? {} : { confidence: number(confidence) }),
    },
    ...given("for", draft.for),
    recover: {
      ...(draft.margin.trim() === "" ? {} : { margin: shareOf(draft.margin) ?? draft.margin }),
      ...given("for", draft.recoverFor),
    },
    ...given("remindEveryHours", draft.remind),
    ...(severity === "" ? {} : { severity }),
    channel: channelOf(draft),
    mention: mentionsOf(draft),
    schedule: schedule === "custom" ? cron.trim() : schedule,
    ...(zone.trim() === "" ? {} : { timezone: zone.trim() }),
    ...(quiet.from === "" && quiet.to === "" ? {} : { quietHours: quiet }),
  };
}

function scopeJson({ scope, scopeText }: RuleDraft, before: Rule | undefined): unknown {
  const [kind, platform] = scope.split(":");
  switch (kind) {
    case "all":
      return { all: true };
    case "campaigns":
      return { campaigns: linesOf(scopeText) };
    case "account":
      return { account: scopeText.trim() };
    case "name":
      return { nameMatches: scopeText.trim() };
    case "platform":
      return { platform };
    default:
      return keptScope(before);
  }
}

function keptScope(before: Rule | undefined): unknown {
  const scope = before?.scope;
  switch (scope?.kind) {
    case "campaigns":
      return { campaigns: [...scope.names] };
    case "account":
      return { account: scope.name };
    case "name":
      return { nameMatches: scope.pattern };
    default:
      return {};
  }
}

function whenJson(draft: RuleDraft): unknown {
  const [key = "", against] = draft.when.split(":");
  switch (amountField(draft.when)) {
    case "limit":
      return { [key]: isRate(draft.metric) ? shareOf(draft.limit) : numberOf(draft.limit) };
    case "factor":
      return { [key]: numberOf(draft.factor) };
    case "percent": {
      const share = shareOf(draft.percent);
      return against === undefined
        ? { [key]: { from: share, to: shareOf(draft.endBand) } }
        : { [key]: share, against };
    }
  }
}

/** A name may be typed without its #. */
export function channelOf({ channel, channelName }: RuleDraft): string {
  const name = channelName.trim();
  if (name === "") return channel;
  return /^(?:#|[CGD][A-Z0-9]{2,30}$)/.test(name) ? name : `#${name}`;
}

function mentionsOf({ people, groups }: RuleDraft): string[] {
  return [...people, ...groups.split(/[\s,]+/).filter((id) => id !== "")];
}

/** A number, or the text itself for the rule's check to name. */
function number(text: string): number | string {
  return numberOf(text) ?? text;
}

function given(key: string, text: string): Record<string, number | string> {
  return text.trim() === "" ? {} : { [key]: number(text) };
}
