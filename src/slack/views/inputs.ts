import type { types } from "@slack/bolt";

import { plain } from "./text-objects.ts";

export interface InputFrame {
  /** Block id and action id of the value in the modal's state. */
  readonly field: string;
  readonly label: string;
  readonly hint?: string;
  readonly optional?: boolean;
}

export interface TextInput extends InputFrame {
  readonly initial?: string | undefined;
  readonly placeholder?: string;
  readonly maxLength: number;
}

/** One line of text. */
export function textInput(input: TextInput): types.InputBlock {
  const { field, initial, placeholder, maxLength } = input;
  return inputBlock(input, {
    type: "plain_text_input",
    action_id: field,
    max_length: maxLength,
    ...(initial === undefined || initial === ""
      ? {}
      : { initial_value: initial.slice(0, maxLength) }),
    ...(placeholder === undefined ? {} : { placeholder: plain(placeholder, 150) }),
  });
}

export function inputBlock(
  { field, label, hint, optional }: InputFrame,
  element: types.InputBlockElement,
): types.InputBlock {
  return {
    type: "input",
    block_id: field,
    label: plain(label, 2000),
    element,
    optional: optional ?? false,
    ...(hint === undefined ? {} : { hint: plain(hint, 2000) }),
  };
}

/** An option of a select or of radio buttons; `value` at most 75 characters. */
export function option(value: string, label: string): types.PlainTextOption {
  return { text: plain(label, 75), value };
}
