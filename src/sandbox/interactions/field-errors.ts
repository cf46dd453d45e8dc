import { isRecord } from "../is-record.ts";
import type { StateValues } from "../page-api.ts";
import { type Field, fieldsOf } from "./form-state.ts";

/** What Slack's own client refuses before it submits, by block_id. */
export function fieldErrors(
  blocks: readonly unknown[],
  values: StateValues,
): Record<string, string> {
  const errors = fieldsOf(blocks).flatMap((field): [string, string][] => {
    if (field.block["type"] !== "input") return [];
    const entry = values[field.blockId]?.[field.actionId];
    const error = errorOf(field, isRecord(entry) ? entry[field.key] : undefined);
    return error === undefined ? [] : [[field.blockId, error]];
  });
  return Object.fromEntries(errors);
}

function errorOf(field: Field, value: unknown): string | undefined {
  const empty = value === null || value === undefined || value === "";
  if (empty || (Array.isArray(value) && value.length === 0)) {
    return field.block["optional"] === true ? undefined : "Please complete this required field.";
  }
  const text = typeof value === "string" ? value : "";
  switch (field.element["type"]) {
    case "plain_text_input":
      return lengthError(field, text);
    case "number_input":
      return numberError(field, text);
    case "email_text_input":
      return /^\S+@\S+$/u.test(text) ? undefined : "Please enter an email address.";
    case "url_text_input":
      return URL.canParse(text) ? undefined : "Please enter a web address.";
    case "file_input":
      return filesError(field, value);
    default:
      return undefined;
  }
}

function lengthError({ element }: Field, { length }: string): string | undefined {
  const { min_length: least = 0, max_length: most = 3000 } = element;
  if (length < Number(least)) return `Please enter at least ${Number(least)} characters.`;
  return length > Number(most) ? `Please enter at most ${Number(most)} characters.` : undefined;
}

function numberError({ element }: Field, text: string): string | undefined {
  const { min_value: least = -Infinity, max_value: most = Infinity } = element;
  if (!/^-?\d+(\.\d+)?$/u.test(text)) return "Please enter a number.";
  if (element["is_decimal_allowed"] !== true && text.includes(".")) {
    return "Please enter a whole number.";
  }
  if (Number(text) < Number(least)) return `Please enter a number of ${Number(least)} or more.`;
  return Number(text) > Number(most)
    ? `Please enter a number of ${Number(most)} or less.`
    : undefined;
}

function filesError({ element }: Field, value: unknown): string | undefined {
  const { max_files: most = 10 } = element;
  const count = Array.isArray(value) ? value.length : 1;
  return count > Number(most) ? `Please choose at most ${Number(most)} files.` : undefined;
}
