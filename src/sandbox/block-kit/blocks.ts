import { z } from "zod";

import { dataVisualization } from "./data-visualization.ts";
import { accessory, actionsElement, button, contextAction } from "./elements.ts";
import { inputElement } from "./inputs.ts";
import { type BlockType, LIMITS } from "./limits.ts";
import { richText } from "./rich-text.ts";
import { dataTable, table } from "./tables.ts";
import {
  anyText,
  hasOneSource,
  identifier,
  imageElement,
  imageFields,
  mrkdwn,
  ONE_SOURCE,
  plainText,
} from "./text-objects.ts";

const block_id = identifier.optional();

const section = z
  .strictObject({
    type: z.literal("section"),
    block_id,
    text: anyText(LIMITS.text).optional(),
    fields: z.array(anyText(LIMITS.sectionField)).min(1).max(LIMITS.sectionFields).optional(),
    accessory: accessory.optional(),
    expand: z.boolean().optional(),
  })
  .refine(
    ({ text, fields }) => text !== undefined || fields !== undefined,
    "must provide either text or fields",
  );

const cardFields = {
  type: z.literal("card"),
  block_id,
  hero_image: imageElement.optional(),
  icon: imageElement.optional(),
  title: mrkdwn(LIMITS.card.title).optional(),
  subtitle: mrkdwn(LIMITS.card.title).optional(),
  body: mrkdwn(LIMITS.card.body).optional(),
  subtext: mrkdwn(LIMITS.card.body).optional(),
  actions: z.array(button).min(1).max(LIMITS.card.actions).optional(),
};

const card = z
  .strictObject(cardFields)
  .refine(
    ({ hero_image: hero, title, actions, body }) =>
      [hero, title, actions, body].some((part) => part !== undefined),
    "must provide at least one of hero_image, title, actions and body",
  );

export const BLOCKS = {
  actions: z.strictObject({
    type: z.literal("actions"),
    block_id,
    elements: z.array(actionsElement).min(1).max(LIMITS.actionsElements),
  }),
  alert: z.strictObject({
    type: z.literal("alert"),
    block_id,
    text: anyText(LIMITS.alertText),
    level: z.enum(["default", "info", "warning", "error", "success"]).optional(),
  }),
  card,
  carousel: z.strictObject({
    type: z.literal("carousel"),
    block_id,
    elements: z.array(card).min(1).max(LIMITS.carouselCards),
  }),
  context: z.strictObject({
    type: z.literal("context"),
    block_id,
    elements: z
      .array(
        z.discriminatedUnion("type", [plainText(LIMITS.text), mrkdwn(LIMITS.text), imageElement]),
      )
      .min(1)
      .max(LIMITS.contextElements),
  }),
  context_actions: z.strictObject({
    type: z.literal("context_actions"),
    block_id,
    elements: z.array(contextAction).min(1).max(LIMITS.contextActionsElements),
  }),
  data_table: dataTable,
  data_visualization: dataVisualization,
  divider: z.strictObject({ type: z.literal("divider"), block_id }),
  header: z.strictObject({
    type: z.literal("header"),
    block_id,
    text: plainText(LIMITS.header),
    level: z.int().min(1).max(6).optional(),
  }),
  image: z
    .strictObject({ ...imageFields, block_id, title: plainText(LIMITS.altText).optional() })
    .refine(hasOneSource, ONE_SOURCE),
  input: z.strictObject({
    type: z.literal("input"),
    block_id,
    label: plainText(LIMITS.inputLabel),
    element: inputElement,
    hint: plainText(LIMITS.inputLabel).optional(),
    optional: z.boolean().optional(),
    dispatch_action: z.boolean().optional(),
  }),
  markdown: z.strictObject({
    type: z.literal("markdown"),
    block_id,
    text: z.string().min(1).max(LIMITS.markdown),
  }),
  rich_text: richText,
  section,
  table,
} satisfies Record<BlockType, z.ZodType>;
