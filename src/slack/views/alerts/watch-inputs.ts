import type { types } from "@slack/bolt";

import { RULE_FIELDS } from "../../ids.ts";
import { numberInput, option, textInput } from "../inputs.ts";
import { CONDITIONS, METRIC_CHOICES, optionsOf, SCOPES } from "./rule-choices.ts";
import { amountField, isRate, MAX_SCOPE_TEXT, type RuleDraft } from "./rule-draft.ts";
import { ruleBox, ruleSelect } from "./rule-fields.ts";

/** What to watch, and when it is a problem. `kept` names a scope that no input can hold. */
export function watchInputs(draft: RuleDraft, kept: string | undefined): types.KnownBlock[] {
  const keptOption = kept === undefined ? [] : [option("kept", kept)];
  return [
    textInput({
      field: RULE_FIELDS.name,
      label: "Name of the rule",
      placeholder: "CPA over target",
      initial: draft.name,
      maxLength: 150,
    }),
    ruleSelect({ field: RULE_FIELDS.scope, label: "Campaigns", dispatch: true }, draft.scope, [
      ...keptOption,
      ...optionsOf(SCOPES),
    ]),
    ...scopeInput(draft),
    ruleSelect(
      { field: RULE_FIELDS.metric, label: "Metric", dispatch: true },
      draft.metric,
      optionsOf(METRIC_CHOICES),
    ),
    ruleSelect(
      { field: RULE_FIELDS.when, label: "It is a problem when the metric", dispatch: true },
      draft.when,
      optionsOf(CONDITIONS),
    ),
    ...amountInputs(draft),
    numberInput({
      field: RULE_FIELDS.days,
      label: "Days looked at",
      hint: "So many complete days of the account, 1 to 92. The month's budget looks at the month so far instead.",
      initial: draft.days,
      dispatch: true,
    }),
    numberInput({
      field: RULE_FIELDS.ignoreLastDays,
      label: "Newest days left out",
      hint: "Conversions come in late: leave out the days that are not settled yet.",
      initial: draft.ignoreLastDays,
      optional: true,
      dispatch: true,
    }),
    ruleBox(
      {
        field: RULE_FIELDS.settledOnly,
        label: "Days that are still filling up",
        hint: "Each account's loads show how late its conversions come; until then its platform's window stands in.",
        optional: true,
        dispatch: true,
      },
      draft.settledOnly,
      option("settled", "Judge settled days only"),
    ),
  ];
}

const SCOPE_INPUTS: Readonly<Record<string, readonly [label: string, hint: string]>> = {
  campaigns: ["Names of the campaigns", "One name a line, as the platform writes it."],
  name: ["Pattern of the name", "* stands for any text: brand* or *prospecting*"],
  account: ["Name of the ad account", "As it stands in /perf settings."],
};

function scopeInput({ scope, scopeText }: RuleDraft): types.KnownBlock[] {
  const words = Object.hasOwn(SCOPE_INPUTS, scope) ? SCOPE_INPUTS[scope] : undefined;
  if (words === undefined) return [];
  const [label, hint] = words;
  const multiline = scope === "campaigns";
  const field = RULE_FIELDS.scopeText;
  return [
    textInput({
      field,
      label,
      hint,
      initial: scopeText,
      maxLength: MAX_SCOPE_TEXT,
      multiline,
      dispatch: true,
    }),
  ];
}

function amountInputs(draft: RuleDraft): types.KnownBlock[] {
  const field = amountField(draft.when);
  const [label, hint] = amountWords(draft);
  const frame = { field: RULE_FIELDS[field], label, hint, decimals: true, dispatch: true };
  const pace = draft.when.endsWith("Pace");
  return [
    numberInput({ ...frame, initial: draft[field] }),
    ...(pace
      ? [
          numberInput({
            field: RULE_FIELDS.endBand,
            label: "… and by the last day of the month (percent)",
            hint: "What it may be off shrinks from day to day.",
            initial: draft.endBand,
            decimals: true,
            dispatch: true,
          }),
        ]
      : []),
  ];
}

function amountWords({ when, metric }: RuleDraft): readonly [label: string, hint: string] {
  switch (amountField(when)) {
    case "limit":
      if (isRate(metric)) return ["Limit (percent)", "2.5 is 2.5%."];
      if (metric === "roas") return ["Limit", "A multiple of spend, as 3.5."];
      return /^(?:clicks|impressions|conversions)$/.test(metric)
        ? ["Limit", "A count over the days looked at."]
        : ["Limit", "An amount in the account's currency, as 40 or 40.50."];
    case "factor":
      return when.endsWith("Budget")
        ? ["Multiple of the daily budget", "1.3 is 30% over the budget, 0.7 is 30% under it."]
        : ["Multiple of the target", "1.2 is 20% over the target, 0.8 is 20% under it."];
    case "percent":
      return when.endsWith("Pace")
        ? [
            "By more than, on the first day of the month (percent)",
            "25 is 25% of the month's budget.",
          ]
        : ["By more than (percent)", "30 is 30%."];
  }
}
