import { JSONParser } from "@streamparser/json";

import { type ApiAnswer, malformed, unreachable } from "./api-client.ts";

/** The elements of an answer that is one long JSON array, as they come; only a piece of it is held at a time. */
export async function* jsonElements(
  platform: string,
  answer: ApiAnswer,
  signal: AbortSignal,
): AsyncGenerator<unknown> {
  const parser = new JSONParser({ paths: ["$.*"], keepStack: false });
  let ready: unknown[] = [];
  parser.onValue = ({ value }) => {
    ready.push(value);
  };
  parser.onError = () => {};
  for await (const piece of piecesOf(platform, answer, signal)) {
    parser.write(piece);
    yield* ready;
    ready = [];
    if (parser.isEnded) return;
  }
  throw malformed(platform, "its answer is not JSON or breaks off");
}

async function* piecesOf(
  platform: string,
  { body }: ApiAnswer,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const pieces: AsyncIterable<Uint8Array> = body;
  try {
    yield* pieces;
  } catch (error) {
    throw unreachable(platform, error, signal);
  }
}
