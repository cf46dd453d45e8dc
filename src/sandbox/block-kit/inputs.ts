import { z } from "zod";

import { choosers } from "./elements.ts";
import { LIMITS } from "./limits.ts";
import { identifier, link, plainText } from "./text-objects.ts";

const typed = {
  action_id: identifier.optional(),
  placeholder: plainText(LIMITS.placeholder).optional(),
  focus_on_load: z.boolean().optional(),
  dispatch_action_config: z
    .strictObject({
      trigger_actions_on: z
        .array(z.enum(["on_enter_pressed", "on_character_entered"]))
        .min(1)
        .optional(),
    })
    .optional(),
};

const plainTextInput = z
  .strictObject({
    type: z.literal("plain_text_input"),
    ...typed,
    initial_value: z.string().max(LIMITS.plainTextInput).optional(),
    multiline: z.boolean().optional(),
    min_length: z.int().min(0).max(LIMITS.plainTextInput).optional(),
    max_length: z.int().min(1).max(LIMITS.plainTextInput).optional(),
  })
  .refine(
    ({ min_length: least = 0, max_length: most = LIMITS.plainTextInput }) => least <= most,
    "min_length must not be greater than max_length",
  )
  .refine(
    ({ initial_value: value = "", max_length: most = LIMITS.plainTextInput }) =>
      value.length <= most,
    "initial_value must not be longer than max_length",
  );

const numeral = z.string().regex(/^-?\d+(\.\d+)?$/u, "must be a number in a string");

const numberInput = z
  .strictObject({
    type: z.literal("number_input"),
    ...typed,
    is_decimal_allowed: z.boolean(),
    initial_value: numeral.optional(),
    min_value: numeral.optional(),
    max_value: numeral.optional(),
  })
  .refine(
    ({ initial_value: initial, min_value: least, max_value: most }) =>
      inOrder(least, initial) && inOrder(initial, most) && inOrder(least, most),
    "initial_value must lie between min_value and max_value",
  )
  .refine(
    ({ is_decimal_allowed: decimal, initial_value: initial = "" }) =>
      decimal || !initial.includes("."),
    "initial_value must be a whole number",
  );

function inOrder(low: string | undefined, high: string | undefined): boolean {
  return low === undefined || high === undefined || Number(low) <= Number(high);
}

const fileInput = z.strictObject({
  type: z.literal("file_input"),
  action_id: identifier.optional(),
  filetypes: z.array(z.string().min(1)).min(1).max(LIMITS.fileInput.types).optional(),
  max_files: z.int().min(1).max(LIMITS.fileInput.files).optional(),
});

export const inputElement = z.discriminatedUnion("type", [
  plainTextInput,
  numberInput,
  z.strictObject({
    type: z.literal("email_text_input"),
    ...typed,
    initial_value: z.string().optional(),
  }),
  z.strictObject({ type: z.literal("url_text_input"), ...typed, initial_value: link.optional() }),
  fileInput,
  ...choosers,
]);
