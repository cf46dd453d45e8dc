import type { types } from "@slack/bolt";

import { RULE_FIELDS } from "../../ids.ts";
import { CONFIDENCES, optionsOf } from "./rule-choices.ts";
import type { RuleDraft } from "./rule-draft.ts";
import { ruleNumber, ruleSelect } from "./rule-fields.ts";

/** What the data must hold before anybody is told. */
export function evidenceInputs(draft: RuleDraft): types.KnownBlock[] {
  return [
    ruleNumber({ field: "minSpend", label: "At least so much spend", decimals: true }, draft),
    ruleNumber({ field: "minClicks", label: "At least so many clicks", decimals: true }, draft),
    ruleNumber(
      { field: "minConversions", label: "At least so many conversions", decimals: true },
      draft,
    ),
    ruleSelect(
      {
        field: RULE_FIELDS.confidence,
        label: "How sure a breach must be",
        hint: "95%: were the metric right at its limit, chance alone would look as bad at most 5% of the time.",
        dispatch: true,
      },
      draft.confidence,
      optionsOf(confidences(draft.confidence)),
    ),
    ruleNumber({ field: "for", label: "Fire after so many breaching checks in a row" }, draft),
    ruleNumber(
      {
        field: "margin",
        label: "Recovered once inside the limit by (percent)",
        hint: "A margin keeps an alert from opening and closing around its limit.",
        decimals: true,
      },
      draft,
    ),
    ruleNumber({ field: "recoverFor", label: "… for so many checks in a row" }, draft),
  ];
}

/** A confidence that is none of the usual ones is offered too. */
function confidences(own: string): typeof CONFIDENCES {
  const known = own === "" || CONFIDENCES.some(([value]) => value === own);
  return known
    ? CONFIDENCES
    : [...CONFIDENCES, [own.slice(0, 20), `${own.slice(0, 20)} (as it is)`]];
}
