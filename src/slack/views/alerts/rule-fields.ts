import type { types } from "@slack/bolt";

import { RULE_FIELDS } from "../../ids.ts";
import { inputBlock, type InputFrame, numberInput } from "../inputs.ts";
import { plain } from "../text-objects.ts";
import type { RuleDraft } from "./rule-draft.ts";

export interface NumberFrame {
  readonly field:
    | "minSpend"
    | "minClicks"
    | "minConversions"
    | "for"
    | "margin"
    | "recoverFor"
    | "remind";
  readonly label: string;
  readonly hint?: string;
  readonly decimals?: boolean;
}

export function ruleNumber({ field, ...frame }: NumberFrame, draft: RuleDraft): types.InputBlock {
  return numberInput({
    ...frame,
    field: RULE_FIELDS[field],
    initial: draft[field],
    optional: true,
    dispatch: true,
  });
}

/** One box to tick: its option's value is what the draft holds while it is ticked. */
export function ruleBox(
  frame: InputFrame,
  value: string,
  box: types.PlainTextOption,
): types.InputBlock {
  return inputBlock(frame, {
    type: "checkboxes",
    action_id: frame.field,
    options: [box],
    ...(value === box.value ? { initial_options: [box] } : {}),
  });
}

export function ruleSelect(
  frame: InputFrame,
  value: string,
  options: types.PlainTextOption[],
): types.InputBlock {
  const initial = options.find((one) => one.value === value);
  return inputBlock(frame, {
    type: "static_select",
    action_id: frame.field,
    placeholder: plain("Choose"),
    options,
    ...(initial === undefined ? {} : { initial_option: initial }),
  });
}
