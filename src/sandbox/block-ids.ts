import { newId } from "./identifiers.ts";
import { isRecord } from "./is-record.ts";

const WITHOUT_ACTION: ReadonlySet<unknown> = new Set(["image", "plain_text", "mrkdwn"]);

/** Blocks with the block ids and action ids that Slack adds where the app gave none. */
export function withIds(blocks: readonly unknown[]): readonly unknown[] {
  return blocks.map((block) => {
    if (!isRecord(block)) return block;
    const { block_id: id = newId(""), elements, element, accessory, ...rest } = block;
    const holds = block["type"] === "actions" || block["type"] === "context_actions";
    return {
      ...rest,
      block_id: id,
      ...(elements === undefined ? {} : { elements: holds ? named(elements) : elements }),
      ...(element === undefined ? {} : { element: namedElement(element) }),
      ...(accessory === undefined ? {} : { accessory: namedElement(accessory) }),
    };
  });
}

function named(elements: unknown): unknown {
  return Array.isArray(elements) ? elements.map(namedElement) : elements;
}

function namedElement(element: unknown): unknown {
  if (!isRecord(element) || WITHOUT_ACTION.has(element["type"])) return element;
  return { action_id: newId(""), ...element };
}
