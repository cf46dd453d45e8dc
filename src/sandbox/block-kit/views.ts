import { z } from "zod";

import { isRecord } from "../is-record.ts";
import { LIMITS } from "./limits.ts";
import { identifier, plainText } from "./text-objects.ts";

const common = {
  callback_id: z.string().max(LIMITS.id).optional(),
  private_metadata: z.string().max(LIMITS.view.privateMetadata).optional(),
  external_id: identifier.optional(),
};

const title = plainText(LIMITS.view.title);

/** Their blocks are judged apart, by surface. */
export const VIEWS = {
  modal: z
    .strictObject({
      ...common,
      type: z.literal("modal"),
      title,
      submit: title.optional(),
      close: title.optional(),
      clear_on_close: z.boolean().optional(),
      notify_on_close: z.boolean().optional(),
      submit_disabled: z.boolean().optional(),
      blocks: z.array(z.unknown()).min(1),
    })
    .refine(
      ({ submit, blocks }) =>
        submit !== undefined ||
        !blocks.some((block) => isRecord(block) && block["type"] === "input"),
      "submit is required when there is an input block",
    ),
  home: z.strictObject({ ...common, type: z.literal("home"), blocks: z.array(z.unknown()) }),
};
