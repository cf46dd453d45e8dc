import type { IncomingMessage } from "node:http";

/** A request's body is larger than its route takes. */
export class BodyTooLarge extends Error {
  override readonly name = "BodyTooLarge";
}

/** The body as it comes; throws `BodyTooLarge` once it is larger than that. */
export async function* bodyChunks(
  request: IncomingMessage,
  maxBytes: number,
): AsyncGenerator<Buffer, void> {
  if (Number(request.headers["content-length"] ?? 0) > maxBytes) throw new BodyTooLarge();
  let bytes = 0;
  for await (const chunk of request) {
    const part: unknown = chunk;
    if (!Buffer.isBuffer(part)) continue;
    bytes += part.length;
    if (bytes > maxBytes) throw new BodyTooLarge();
    yield part;
  }
}

/** The whole body, or undefined where it is larger than that. */
export async function bodyOf(
  request: IncomingMessage,
  maxBytes: number,
): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of bodyChunks(request, maxBytes)) chunks.push(chunk);
  } catch (error) {
    if (error instanceof BodyTooLarge) return undefined;
    throw error;
  }
  return Buffer.concat(chunks);
}
