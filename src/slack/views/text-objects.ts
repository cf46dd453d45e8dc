import type { types } from "@slack/bolt";

import { cutText, plainName } from "../mrkdwn.ts";

const MAX_TEXT = 3000;
const MAX_HEADER = 150;

/** Text that formats nothing: the place for names from data. */
export function plain(text: string, limit = MAX_TEXT): types.PlainTextElement {
  return { type: "plain_text", text: cutText(text, limit), emoji: false };
}

/** Text in Slack's markup; names in it are escaped by whoever writes it. Nothing in it turns into a link by itself. */
export function mrkdwn(text: string): types.MrkdwnElement {
  return { type: "mrkdwn", text: cutText(text, MAX_TEXT), verbatim: true };
}

export function header(text: string): types.HeaderBlock {
  return { type: "header", text: plain(plainName(text, MAX_HEADER)) };
}

export function paragraph(text: string): types.SectionBlock {
  return { type: "section", text: mrkdwn(text) };
}

/** Label over value, two columns on a wide screen; the first ten. */
export function fields(texts: readonly string[]): types.SectionBlock[] {
  if (texts.length === 0) return [];
  return [
    { type: "section", fields: texts.slice(0, 10).map((text) => mrkdwn(cutText(text, 2000))) },
  ];
}

/** Small print; what is empty or undefined is left out. */
export function notes(texts: readonly (string | undefined)[]): types.ContextBlock[] {
  const elements = texts.filter((text) => text !== undefined && text !== "").slice(0, 10);
  return elements.length === 0
    ? []
    : [{ type: "context", elements: elements.map((text) => mrkdwn(text ?? "")) }];
}

/** Small print made of data alone, parted by dots. */
export function plainNote(parts: readonly string[]): types.ContextBlock {
  return { type: "context", elements: [plain(parts.join(" · "))] };
}
