import type { ExportFile } from "../../../usecases/export-file.ts";
import { byteBlocks } from "./byte-blocks.ts";
import { detectEncoding } from "./detect-encoding.ts";
import { type Decode, textDecoder } from "./text-decoder.ts";

export interface TextBlock {
  readonly text: string;
  /** Bytes of the file consumed so far. */
  readonly bytesRead: number;
}

/** The file's text block by block, with `\r\n` written as `\n`. */
export async function* textBlocks(file: ExportFile): AsyncGenerator<TextBlock> {
  let decode: Decode | undefined;
  let bytesRead = 0;
  let held = "";
  for await (const bytes of byteBlocks(file.open())) {
    decode ??= textDecoder(detectEncoding(bytes));
    bytesRead += bytes.length;
    const text = held + decode(bytes);
    held = text.endsWith("\r") ? "\r" : "";
    yield { text: unixLines(held === "" ? text : text.slice(0, -1)), bytesRead };
  }
  const rest = held + (decode?.(undefined) ?? "");
  if (rest !== "") yield { text: rest, bytesRead };
}

function unixLines(text: string): string {
  return text.includes("\r\n") ? text.replaceAll("\r\n", "\n") : text;
}
