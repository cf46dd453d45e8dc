import type { SlackMessage } from "../../../src/slack/views/slack-message.ts";

interface Node {
  readonly [key: string]: unknown;
}

/** Every mrkdwn text of a message; plain text cannot ping. */
export function markupOf({ text, blocks }: SlackMessage): string {
  const found = [text];
  visit(blocks, (node) => {
    if (node["type"] === "mrkdwn") found.push(String(node["text"]));
  });
  return found.join("\n");
}

export function actionsOf({ blocks }: SlackMessage): unknown[] {
  return blocks.filter(({ type }) => type === "actions");
}

/** Texts of number cells and values of chart points. */
export function figuresOf(blocks: SlackMessage["blocks"]): string[] {
  const found: string[] = [];
  visit(blocks, (node) => {
    if (node["type"] === "raw_number") found.push(String(node["text"]));
    if (typeof node["label"] === "string") found.push(String(node["value"]));
  });
  return found;
}

export function textOf(blocks: SlackMessage["blocks"]): string {
  const found: string[] = [];
  visit(blocks, (node) => {
    if (typeof node["text"] === "string") found.push(node["text"]);
  });
  return found.join("\n");
}

function visit(node: unknown, see: (node: Node) => void): void {
  if (typeof node !== "object" || node === null) return;
  if (!Array.isArray(node)) see(node as Node);
  Object.values(node).forEach((child) => visit(child, see));
}
