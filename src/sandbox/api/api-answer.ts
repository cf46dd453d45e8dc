import type { BlockFault } from "../block-kit/validate-blocks.ts";
import type { Fields } from "../is-record.ts";

/** The body of an answer: `ok`, and `error` where it is false. */
export type ApiAnswer = Fields & { readonly ok: boolean };

export function succeed(fields: Fields = {}): ApiAnswer {
  return { ...fields, ok: true };
}

export function refuse(error: string, details: Fields = {}): ApiAnswer {
  return { ...details, ok: false, error };
}

/** A refusal of blocks, with a JSON pointer to each fault. */
export function refuseBlocks(error: string, faults: readonly BlockFault[]): ApiAnswer {
  const sentences = faults.map(({ pointer, message }) => `${message} [json-pointer:${pointer}]`);
  const messages = sentences.map((sentence) => `[ERROR] ${sentence}`);
  return refuse(error, { errors: sentences, response_metadata: { messages } });
}
