import { type Fields, isRecord } from "../is-record.ts";
import type { StateValues } from "../page-api.ts";

/** The key that holds each element's value, and the key of what it starts with. */
const VALUES: Readonly<Record<string, readonly [string, string]>> = {
  plain_text_input: ["value", "initial_value"],
  number_input: ["value", "initial_value"],
  email_text_input: ["value", "initial_value"],
  url_text_input: ["value", "initial_value"],
  static_select: ["selected_option", "initial_option"],
  radio_buttons: ["selected_option", "initial_option"],
  multi_static_select: ["selected_options", "initial_options"],
  checkboxes: ["selected_options", "initial_options"],
  users_select: ["selected_user", "initial_user"],
  multi_users_select: ["selected_users", "initial_users"],
  conversations_select: ["selected_conversation", "initial_conversation"],
  multi_conversations_select: ["selected_conversations", "initial_conversations"],
  channels_select: ["selected_channel", "initial_channel"],
  multi_channels_select: ["selected_channels", "initial_channels"],
  datepicker: ["selected_date", "initial_date"],
  timepicker: ["selected_time", "initial_time"],
  datetimepicker: ["selected_date_time", "initial_date_time"],
  file_input: ["files", "initial_files"],
};

const LISTS: ReadonlySet<string> = new Set([
  "selected_options",
  "selected_users",
  "selected_conversations",
  "selected_channels",
  "files",
]);

export interface Field {
  readonly blockId: string;
  readonly actionId: string;
  readonly block: Fields;
  readonly element: Fields;
  /** The key of the value in Slack's state. */
  readonly key: string;
  readonly initial: unknown;
}

/** Every element of these blocks that holds a value. */
export function fieldsOf(blocks: readonly unknown[]): Field[] {
  return blocks.filter(isRecord).flatMap((block) =>
    partsOf(block).flatMap((element) => {
      const keys = VALUES[String(element["type"])];
      if (keys === undefined) return [];
      const [key, initialKey] = keys;
      const initial = element[initialKey] ?? (LISTS.has(key) ? [] : null);
      const blockId = String(block["block_id"]);
      return [{ blockId, actionId: String(element["action_id"]), block, element, key, initial }];
    }),
  );
}

function partsOf(block: Fields): readonly Fields[] {
  const elements = block["type"] === "actions" ? block["elements"] : undefined;
  return [elements, block["accessory"], block["element"]].flat().filter(isRecord);
}

/** Slack's `state.values`: what the person gave, else what each element began with. */
export function formState(blocks: readonly unknown[], given: StateValues): StateValues {
  const values: Record<string, Record<string, unknown>> = {};
  for (const { blockId, actionId, element, key, initial } of fieldsOf(blocks)) {
    const entry = given[blockId]?.[actionId];
    const value = isRecord(entry) && entry[key] !== undefined ? entry[key] : initial;
    values[blockId] ??= {};
    values[blockId][actionId] = { type: element["type"], [key]: value };
  }
  return values;
}
