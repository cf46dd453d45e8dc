import type { IncomingMessage } from "node:http";

export class BodyTooLarge extends Error {}

/** The whole body; throws BodyTooLarge beyond `mostBytes`. */
export async function readBody(request: IncomingMessage, mostBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of limited(request, mostBytes)) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

/** The body as it comes, which fails with BodyTooLarge beyond `mostBytes`. */
export async function* limited(
  request: AsyncIterable<unknown>,
  mostBytes: number,
): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue;
    bytes += chunk.byteLength;
    if (bytes > mostBytes) throw new BodyTooLarge(`more than ${mostBytes} bytes`);
    yield chunk;
  }
}
