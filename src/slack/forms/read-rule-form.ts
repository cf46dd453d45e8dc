import type { Rule } from "../../domain/alerting/rule.ts";
import { RULE_FIELDS } from "../ids.ts";
import { amountField, linesOf, NEW_RULE, type RuleDraft } from "../views/alerts/rule-draft.ts";
import { numberOf } from "../views/decimal-text.ts";
import { channelOf, ruleJson } from "./rule-json.ts";
import { inputOf, type StateValues } from "./state-values.ts";

export interface RuleReading {
  /** What the inputs hold, to draw the modal again with. */
  readonly draft: RuleDraft;
  /** The rule in the form of a rule file; not judged. */
  readonly json: unknown;
  /** The block beside which a fault of a field is said: `window.days` → its input. Only blocks that the form has. */
  readonly fieldBlocks: Record<string, string>;
  /** What the form itself sees, by block id: it says so better than the rule's own check. */
  readonly errors: Record<string, string>;
}

/** A rule's modal as a rule file. `before` is the saved rule, whose scope the form may keep. */
export function readRuleForm(values: StateValues, before?: Rule): RuleReading {
  const draft = draftFrom(values);
  const has = (field: keyof typeof RULE_FIELDS): boolean =>
    values[RULE_FIELDS[field]] !== undefined;
  return {
    draft,
    json: ruleJson(draft, before),
    fieldBlocks: fieldBlocks(draft, has),
    errors: errorsOf(draft, has),
  };
}

/** The block for a fault's field, or for what the field is part of; the name's where there is none. */
export function blockOfField(fieldBlocks: Record<string, string>, field: string): string {
  for (let path = field; path !== ""; path = path.slice(0, Math.max(0, path.lastIndexOf(".")))) {
    const block = fieldBlocks[path];
    if (block !== undefined) return block;
  }
  return RULE_FIELDS.name;
}

type Has = (field: keyof typeof RULE_FIELDS) => boolean;

function draftFrom(values: StateValues): RuleDraft {
  const typed = (field: keyof Omit<RuleDraft, "people">): string => {
    const input = inputOf(values, RULE_FIELDS[field]);
    if (input === undefined) return NEW_RULE[field];
    const chosen = input.selected_option ?? input.selected_options?.[0];
    return input.value ?? chosen?.value ?? input.selected_conversation ?? "";
  };
  return {
    name: typed("name"),
    scope: typed("scope"),
    scopeText: typed("scopeText"),
    metric: typed("metric"),
    when: typed("when"),
    limit: typed("limit"),
    factor: typed("factor"),
    percent: typed("percent"),
    endBand: typed("endBand"),
    days: typed("days"),
    ignoreLastDays: typed("ignoreLastDays"),
    settledOnly: typed("settledOnly"),
    minSpend: typed("minSpend"),
    minClicks: typed("minClicks"),
    minConversions: typed("minConversions"),
    confidence: typed("confidence"),
    for: typed("for"),
    margin: typed("margin"),
    recoverFor: typed("recoverFor"),
    remind: typed("remind"),
    severity: typed("severity"),
    channel: typed("channel"),
    channelName: typed("channelName"),
    people: inputOf(values, RULE_FIELDS.people)?.selected_users ?? [],
    groups: typed("groups"),
    schedule: typed("schedule"),
    cron: typed("cron"),
    zone: typed("zone"),
    quietFrom: typed("quietFrom"),
    quietTo: typed("quietTo"),
  };
}

function fieldBlocks(draft: RuleDraft, has: Has): Record<string, string> {
  const people = draft.people.map((_, index): [string, string] => [
    `mention.${index}`,
    RULE_FIELDS.people,
  ]);
  return {
    rule: RULE_FIELDS.name,
    name: RULE_FIELDS.name,
    scope: RULE_FIELDS[has("scopeText") ? "scopeText" : "scope"],
    metric: RULE_FIELDS.metric,
    when: RULE_FIELDS.when,
    window: RULE_FIELDS.days,
    "window.days": RULE_FIELDS.days,
    "window.ignoreLastDays": RULE_FIELDS.ignoreLastDays,
    "window.settledOnly": RULE_FIELDS.settledOnly,
    guards: RULE_FIELDS.minSpend,
    "guards.minSpend": RULE_FIELDS.minSpend,
    "guards.minClicks": RULE_FIELDS.minClicks,
    "guards.minConversions": RULE_FIELDS.minConversions,
    "guards.confidence": RULE_FIELDS.confidence,
    for: RULE_FIELDS.for,
    recover: RULE_FIELDS.margin,
    "recover.margin": RULE_FIELDS.margin,
    "recover.for": RULE_FIELDS.recoverFor,
    remindEveryHours: RULE_FIELDS.remind,
    severity: RULE_FIELDS.severity,
    channel: RULE_FIELDS[has("channelName") ? "channelName" : "channel"],
    ...Object.fromEntries(people),
    mention: RULE_FIELDS.groups,
    schedule: RULE_FIELDS[has("cron") ? "cron" : "schedule"],
    timezone: RULE_FIELDS.zone,
    quietHours: RULE_FIELDS.quietFrom,
    "quietHours.from": RULE_FIELDS.quietFrom,
    "quietHours.to": RULE_FIELDS.quietTo,
  };
}

const NUMBERS = [
  "days",
  "ignoreLastDays",
  "minSpend",
  "minClicks",
  "minConversions",
  "for",
  "margin",
  "recoverFor",
  "remind",
] as const;

function errorsOf(draft: RuleDraft, has: Has): Record<string, string> {
  const errors: Record<string, string> = {};
  const amount = amountField(draft.when);
  const pace = draft.when.endsWith("Pace");
  for (const field of [amount, ...(pace ? (["endBand"] as const) : [])]) {
    if (numberOf(draft[field]) === undefined) {
      errors[RULE_FIELDS[has(field) ? field : "when"]] = "Give a number, as 40 or 1.5.";
    }
  }
  for (const field of NUMBERS) {
    const blank = draft[field].trim() === "" && field !== "days";
    if (!blank && numberOf(draft[field]) === undefined) {
      errors[RULE_FIELDS[field]] = "Write a number, as 7 or 2.5.";
    }
  }
  if (/^(?:campaigns|account|name)$/.test(draft.scope) && linesOf(draft.scopeText).length === 0) {
    const block = RULE_FIELDS[has("scopeText") ? "scopeText" : "scope"];
    errors[block] = "Say which: a name, or several with one a line.";
  }
  if (channelOf(draft) === "") {
    const block = RULE_FIELDS[has("channelName") ? "channelName" : "channel"];
    errors[block] = "Choose the channel that gets the alerts.";
  }
  return errors;
}
