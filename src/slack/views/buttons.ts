import type { types } from "@slack/bolt";

import { type Press, pressId, pressValue } from "../ids.ts";
import { plainName } from "../mrkdwn.ts";
import { plain } from "./text-objects.ts";

export interface ButtonInput {
  readonly label: string;
  readonly press: Press;
  readonly style?: types.ColorScheme;
  /** What a screen reader says where the label alone is not clear. */
  readonly says?: string;
  readonly confirm?: Confirmation;
}

/** What is asked before the press counts; the sentence may hold names from data. */
export interface Confirmation {
  readonly title: string;
  readonly sentence: string;
  /** At most 30 characters, like `no`. */
  readonly yes: string;
  readonly no: string;
}

const MAX_BUTTONS = 25;
const MAX_LABEL = 75;

/** One row of buttons, the first 25; no block where there is none. */
export function buttons(inputs: readonly ButtonInput[]): types.ActionsBlock[] {
  const seen = new Map<string, number>();
  const elements = inputs.slice(0, MAX_BUTTONS).map((input) => {
    const nth = (seen.get(input.press.action) ?? 0) + 1;
    seen.set(input.press.action, nth);
    return buttonOf(input, nth);
  });
  return elements.length === 0 ? [] : [{ type: "actions", elements }];
}

/** A button by itself, beside a section. */
export function buttonOf(input: ButtonInput, nth = 1): types.Button {
  const { label, press, style, says, confirm } = input;
  return {
    type: "button",
    text: plain(plainName(label, MAX_LABEL)),
    action_id: pressId(press, nth),
    value: pressValue(press),
    ...(style === undefined ? {} : { style }),
    ...(says === undefined ? {} : { accessibility_label: plainName(says, MAX_LABEL) }),
    ...(confirm === undefined ? {} : { confirm: confirmation(confirm) }),
  };
}

export function confirmation(input: Confirmation): types.ConfirmationDialog {
  return {
    title: plain(input.title, 100),
    text: plain(plainName(input.sentence, 300)),
    confirm: plain(input.yes, 30),
    deny: plain(input.no, 30),
  };
}
