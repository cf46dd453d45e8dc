import { withIds } from "../block-ids.ts";
import { LIMITS } from "../block-kit/limits.ts";
import { validateBlocks } from "../block-kit/validate-blocks.ts";
import { type Fields, isRecord } from "../is-record.ts";
import { type ApiAnswer, refuse, refuseBlocks } from "./api-answer.ts";

export interface Content {
  readonly text: string;
  readonly blocks: readonly unknown[];
}

export type ReadContent = { readonly content: Content } | { readonly refusal: ApiAnswer };

/** The text and blocks of an answer to a command or a response URL, or why Slack refuses them. */
export function readContent(args: Fields, mostText: number = LIMITS.messageText.post): ReadContent {
  const text = args["text"] ?? "";
  const blocks = args["blocks"] ?? [];
  if (typeof text !== "string") return { refusal: refuse("invalid_arguments") };
  if (!Array.isArray(blocks)) return { refusal: refuse("invalid_blocks_format") };
  const faults = validateBlocks(blocks, "message");
  if (faults.length > 0) return { refusal: refuseBlocks("invalid_blocks", faults) };
  if (text.trim() === "" && blocks.length === 0) return { refusal: refuse("no_text") };
  if (text.length > mostText) return { refusal: refuse("msg_too_long") };
  return { content: { text, blocks: withIds(blocks) } };
}

/** The same of a message that comes by the Web API, which also limits the text of all blocks together. */
export function readApiContent(args: Fields, mostText?: number): ReadContent {
  const read = readContent(args, mostText);
  if ("refusal" in read || proseLength(read.content.blocks) <= LIMITS.messageProse) return read;
  return { refusal: refuse("msg_blocks_too_long") };
}

/** The text of all blocks together; a data table and a chart have limits of their own. */
function proseLength(node: unknown): number {
  if (Array.isArray(node)) {
    const list: readonly unknown[] = node;
    return list.reduce<number>((sum, each) => sum + proseLength(each), 0);
  }
  if (!isRecord(node) || OWN_LIMITS.has(node["type"])) return 0;
  const own = typeof node["text"] === "string" ? node["text"].length : 0;
  return own + proseLength(Object.values(node).filter((value) => typeof value === "object"));
}

const OWN_LIMITS: ReadonlySet<unknown> = new Set(["data_table", "data_visualization"]);
