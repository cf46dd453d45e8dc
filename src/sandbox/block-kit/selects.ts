import { z } from "zod";

import { LIMITS } from "./limits.ts";
import { confirm, identifier, optionGroup, plainOption, plainText } from "./text-objects.ts";

const common = {
  action_id: identifier.optional(),
  placeholder: plainText(LIMITS.placeholder).optional(),
  focus_on_load: z.boolean().optional(),
  confirm: confirm.optional(),
};

const many = { ...common, max_selected_items: z.int().min(1).optional() };
const slackId = z.string().min(1);
const slackIds = z.array(slackId).min(1).optional();

const lists = {
  options: z.array(plainOption).min(1).max(LIMITS.selectOptions).optional(),
  option_groups: z.array(optionGroup).min(1).max(LIMITS.selectOptions).optional(),
};

type PlainOption = z.infer<typeof plainOption>;

interface Lists {
  readonly options?: PlainOption[] | undefined;
  readonly option_groups?: { options: PlainOption[] }[] | undefined;
}

const ONE_LIST = "must provide either options or option_groups";
const AMONG = "what is chosen at first must be among the options";

function hasOneList(select: Lists): boolean {
  return (select.options === undefined) !== (select.option_groups === undefined);
}

function isAmong(select: Lists, initial: readonly PlainOption[]): boolean {
  const groups = select.option_groups ?? [];
  const all = [...(select.options ?? []), ...groups.flatMap((group) => group.options)];
  const known = new Set(all.map((option) => JSON.stringify(option)));
  return initial.every((option) => known.has(JSON.stringify(option)));
}

const filter = z
  .strictObject({
    include: z
      .array(z.enum(["im", "mpim", "private", "public"]))
      .min(1)
      .optional(),
    exclude_external_shared_channels: z.boolean().optional(),
    exclude_bot_users: z.boolean().optional(),
  })
  .refine((value) => Object.keys(value).length > 0, "must not be empty")
  .optional();

const conversations = {
  default_to_current_conversation: z.boolean().optional(),
  filter,
};

const responseUrl = { response_url_enabled: z.boolean().optional() };

export const selects = [
  z
    .strictObject({
      type: z.literal("static_select"),
      ...common,
      ...lists,
      initial_option: plainOption.optional(),
    })
    .refine(hasOneList, ONE_LIST)
    .refine(
      (select) => isAmong(select, select.initial_option ? [select.initial_option] : []),
      AMONG,
    ),
  z
    .strictObject({
      type: z.literal("multi_static_select"),
      ...many,
      ...lists,
      initial_options: z.array(plainOption).min(1).optional(),
    })
    .refine(hasOneList, ONE_LIST)
    .refine((select) => isAmong(select, select.initial_options ?? []), AMONG),
  z.strictObject({
    type: z.literal("users_select"),
    ...common,
    initial_user: slackId.optional(),
  }),
  z.strictObject({ type: z.literal("multi_users_select"), ...many, initial_users: slackIds }),
  z.strictObject({
    type: z.literal("conversations_select"),
    ...common,
    ...conversations,
    ...responseUrl,
    initial_conversation: slackId.optional(),
  }),
  z.strictObject({
    type: z.literal("multi_conversations_select"),
    ...many,
    ...conversations,
    initial_conversations: slackIds,
  }),
  z.strictObject({
    type: z.literal("channels_select"),
    ...common,
    ...responseUrl,
    initial_channel: slackId.optional(),
  }),
  z.strictObject({
    type: z.literal("multi_channels_select"),
    ...many,
    initial_channels: slackIds,
  }),
] as const;
