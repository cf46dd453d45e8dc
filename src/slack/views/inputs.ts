import type { types } from "@slack/bolt";

import { plain } from "./text-objects.ts";

export interface InputFrame {
  /** Block id and action id of the value in the modal's state. */
  readonly field: string;
  readonly label: string;
  readonly hint?: string;
  readonly optional?: boolean;
  /** The app is told of each change (of typed text: on Enter), before the form is sent. */
  readonly dispatch?: boolean;
}

export interface TextInput extends InputFrame {
  readonly initial?: string | undefined;
  readonly placeholder?: string;
  readonly maxLength: number;
  readonly multiline?: boolean;
}

/** One line of text, or several. */
export function textInput(input: TextInput): types.InputBlock {
  const { field, initial, placeholder, maxLength, multiline } = input;
  return inputBlock(input, {
    type: "plain_text_input",
    action_id: field,
    max_length: maxLength,
    ...(multiline === true ? { multiline } : {}),
    ...(initial === undefined || initial === ""
      ? {}
      : { initial_value: initial.slice(0, maxLength) }),
    ...(placeholder === undefined ? {} : { placeholder: plain(placeholder, 150) }),
  });
}

export interface NumberInput extends InputFrame {
  /** A plain decimal; anything that the input could not hold is left out. */
  readonly initial?: string | undefined;
  readonly decimals?: boolean;
}

/** A number from zero. */
export function numberInput(input: NumberInput): types.InputBlock {
  const { field, initial = "", decimals = false } = input;
  const fits = decimals ? /^\d+(?:\.\d+)?$/ : /^\d+$/;
  return inputBlock(input, {
    type: "number_input",
    action_id: field,
    is_decimal_allowed: decimals,
    min_value: "0",
    ...(fits.test(initial) ? { initial_value: initial } : {}),
  });
}

export function inputBlock(
  { field, label, hint, optional, dispatch }: InputFrame,
  element: types.InputBlockElement,
): types.InputBlock {
  return {
    type: "input",
    block_id: field,
    label: plain(label, 2000),
    element,
    optional: optional ?? false,
    ...(dispatch === true ? { dispatch_action: true } : {}),
    ...(hint === undefined ? {} : { hint: plain(hint, 2000) }),
  };
}

/** An option of a select or of radio buttons; `value` at most 75 characters. */
export function option(value: string, label: string): types.PlainTextOption {
  return { text: plain(label, 75), value };
}
