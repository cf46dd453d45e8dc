import { z } from "zod";

import { LIMITS } from "./limits.ts";

export function plainText(most: number) {
  return z.strictObject({
    type: z.literal("plain_text"),
    text: z.string().min(1).max(most),
    emoji: z.boolean().optional(),
  });
}

export function mrkdwn(most: number) {
  return z.strictObject({
    type: z.literal("mrkdwn"),
    text: z.string().min(1).max(most),
    verbatim: z.boolean().optional(),
  });
}

export function anyText(most: number) {
  return z.discriminatedUnion("type", [plainText(most), mrkdwn(most)]);
}

export const identifier = z.string().min(1).max(LIMITS.id);

export const link = z
  .string()
  .max(LIMITS.url)
  .refine((text) => /^https?:\/\/\S+$/u.test(text), "must be a web address");

export const confirm = z.strictObject({
  title: plainText(LIMITS.confirm.title).optional(),
  text: anyText(LIMITS.confirm.text),
  confirm: plainText(LIMITS.confirm.button).optional(),
  deny: plainText(LIMITS.confirm.button).optional(),
  style: z.enum(["primary", "danger"]).optional(),
});

const optionFields = {
  value: z.string().min(1).max(LIMITS.option.value),
  description: plainText(LIMITS.option.description).optional(),
};

export const plainOption = z.strictObject({
  text: plainText(LIMITS.option.text),
  ...optionFields,
});

export const overflowOption = z.strictObject({
  text: plainText(LIMITS.option.text),
  ...optionFields,
  url: link.optional(),
});

/** Radio buttons and checkboxes also take mrkdwn. */
export const choiceOption = z.strictObject({
  ...optionFields,
  text: anyText(LIMITS.option.text),
  description: anyText(LIMITS.option.description).optional(),
});

export const optionGroup = z.strictObject({
  label: plainText(LIMITS.optionGroupLabel),
  options: z.array(plainOption).min(1).max(LIMITS.selectOptions),
});

const slackFile = z.union([
  z.strictObject({ id: z.string().min(1) }),
  z.strictObject({ url: link }),
]);

export const imageFields = {
  type: z.literal("image"),
  alt_text: z.string().min(1).max(LIMITS.altText),
  image_url: link.optional(),
  slack_file: slackFile.optional(),
};

export const ONE_SOURCE = "must provide either image_url or slack_file";

export function hasOneSource(image: { image_url?: unknown; slack_file?: unknown }): boolean {
  return (image.image_url === undefined) !== (image.slack_file === undefined);
}

export const imageElement = z.strictObject(imageFields).refine(hasOneSource, ONE_SOURCE);
