import { escapeMrkdwn } from "../mrkdwn.ts";
import type { SlackMessage } from "./slack-message.ts";
import { paragraph } from "./text-objects.ts";

/** A plain sentence; nothing in it formats or mentions. */
export function sentenceView(sentence: string): SlackMessage {
  const text = escapeMrkdwn(sentence);
  return { text, blocks: [paragraph(text)] };
}
