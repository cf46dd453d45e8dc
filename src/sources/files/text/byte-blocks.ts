import type { Readable } from "node:stream";
import { setImmediate as nextTurn } from "node:timers/promises";

const BLOCK_BYTES = 64 * 1024;

/**
 * The bytes of a stream in blocks of 64 KiB, the last one shorter, however they arrived: what is read from a
 * file never depends on how it was cut on the way. The event loop gets a turn between blocks.
 */
export async function* byteBlocks(stream: Readable): AsyncGenerator<Buffer> {
  const chunks: AsyncIterable<unknown> = stream;
  let parts: Buffer[] = [];
  let held = 0;
  for await (const chunk of chunks) {
    let bytes = bufferOf(chunk);
    while (held + bytes.length >= BLOCK_BYTES) {
      const cut = BLOCK_BYTES - held;
      const rest = bytes.subarray(0, cut);
      yield parts.length === 0 ? rest : Buffer.concat([...parts, rest]);
      await nextTurn();
      parts = [];
      held = 0;
      bytes = bytes.subarray(cut);
    }
    if (bytes.length > 0) parts.push(bytes);
    held += bytes.length;
  }
  if (held > 0) yield Buffer.concat(parts);
}

function bufferOf(chunk: unknown): Buffer {
  if (Buffer.isBuffer(chunk)) return chunk;
  if (chunk instanceof Uint8Array) return Buffer.from(chunk);
  return Buffer.from(String(chunk), "utf8");
}
