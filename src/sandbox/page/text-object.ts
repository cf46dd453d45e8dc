import { type Fields, isRecord } from "../is-record.ts";

export interface TextObject {
  readonly type: "mrkdwn" | "plain_text";
  readonly text: string;
}

/** Reads a text object; what is none is an empty text. */
export function textObject(object: unknown): TextObject {
  if (!isRecord(object)) return { type: "plain_text", text: "" };
  const { type, text } = object;
  return { type: type === "mrkdwn" ? type : "plain_text", text: words(text) };
}

export function plainText(object: unknown): string {
  return textObject(object).text;
}

/** A field of a block as text, empty where there is none. */
export function field(block: Fields, key: string): string {
  return words(block[key]);
}

/** A field of a block as a list of texts. */
export function fieldList(block: Fields, key: string): readonly string[] {
  return [block[key] ?? []].flat().map(words);
}

function words(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

/** A field of a block as a list of records. */
export function records(block: Fields, key: string): readonly Fields[] {
  return [block[key]].flat().filter(isRecord);
}
