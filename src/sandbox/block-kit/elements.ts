import { z } from "zod";

import { LIMITS } from "./limits.ts";
import { selects } from "./selects.ts";
import {
  choiceOption,
  confirm,
  identifier,
  imageElement,
  link,
  overflowOption,
  plainText,
} from "./text-objects.ts";

const accessibilityLabel = z.string().min(1).max(LIMITS.button.accessibilityLabel).optional();
const buttonValue = z.string().max(LIMITS.button.value);

export const button = z.strictObject({
  type: z.literal("button"),
  action_id: identifier.optional(),
  text: plainText(LIMITS.button.text),
  value: buttonValue.optional(),
  url: link.optional(),
  style: z.enum(["primary", "danger"]).optional(),
  accessibility_label: accessibilityLabel,
  confirm: confirm.optional(),
});

const overflow = z.strictObject({
  type: z.literal("overflow"),
  action_id: identifier.optional(),
  options: z.array(overflowOption).min(1).max(LIMITS.overflowOptions),
  confirm: confirm.optional(),
});

const focusable = {
  action_id: identifier.optional(),
  focus_on_load: z.boolean().optional(),
  confirm: confirm.optional(),
};

const placeholder = plainText(LIMITS.placeholder).optional();

const datepicker = z.strictObject({
  type: z.literal("datepicker"),
  ...focusable,
  placeholder,
  initial_date: z.iso.date().optional(),
});

const timepicker = z.strictObject({
  type: z.literal("timepicker"),
  ...focusable,
  placeholder,
  initial_time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/u, "must be HH:mm")
    .optional(),
  timezone: z.string().optional(),
});

const datetimepicker = z.strictObject({
  type: z.literal("datetimepicker"),
  ...focusable,
  initial_date_time: z.int().min(1_000_000_000).max(9_999_999_999).optional(),
});

const choices = z.array(choiceOption).min(1).max(LIMITS.choices);

const checkboxes = z
  .strictObject({
    type: z.literal("checkboxes"),
    ...focusable,
    options: choices,
    initial_options: z.array(choiceOption).min(1).optional(),
  })
  .refine(
    ({ options, initial_options: initial = [] }) => isSubset(initial, options),
    "initial_options must be among the options",
  );

const radioButtons = z
  .strictObject({
    type: z.literal("radio_buttons"),
    ...focusable,
    options: choices,
    initial_option: choiceOption.optional(),
  })
  .refine(
    ({ options, initial_option: initial }) => isSubset(initial ? [initial] : [], options),
    "initial_option must be among the options",
  );

function isSubset(some: readonly unknown[], all: readonly unknown[]): boolean {
  const known = new Set(all.map((each) => JSON.stringify(each)));
  return some.every((each) => known.has(JSON.stringify(each)));
}

/** What stands in actions, beside a section and in an input alike. */
export const choosers = [
  ...selects,
  datepicker,
  timepicker,
  datetimepicker,
  checkboxes,
  radioButtons,
] as const;

export const actionsElement = z.discriminatedUnion("type", [button, overflow, ...choosers]);

export const accessory = z.discriminatedUnion("type", [
  button,
  overflow,
  imageElement,
  ...choosers,
]);

const feedbackButton = z.strictObject({
  text: plainText(LIMITS.button.text),
  value: buttonValue,
  accessibility_label: accessibilityLabel,
});

export const contextAction = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("feedback_buttons"),
    action_id: identifier.optional(),
    positive_button: feedbackButton,
    negative_button: feedbackButton,
  }),
  z.strictObject({
    type: z.literal("icon_button"),
    action_id: identifier.optional(),
    icon: z.string().min(1),
    text: plainText(LIMITS.button.text),
    value: buttonValue.optional(),
    accessibility_label: accessibilityLabel,
    visible_to_user_ids: z.array(z.string().min(1)).max(LIMITS.visibleToUsers).optional(),
    confirm: confirm.optional(),
  }),
]);
