import { JSONParser } from "@streamparser/json";
import type { Dispatcher } from "undici";

import { malformed, unreachable } from "./api-client.ts";

/** What to take out of an answer: whose it is, and the paths of the values, such as `$.*.results.*`. */
export interface ElementsWanted {
  readonly platform: string;
  readonly paths: readonly string[];
  readonly signal: AbortSignal;
}

/**
 * The values at some paths of a long JSON answer, as they come, some at a time: memory does not grow with the answer.
 * An answer that breaks off, or is no JSON, ends with a `SourceFault` after what came before it.
 */
export async function* jsonElements(
  body: Dispatcher.ResponseData["body"],
  { platform, paths, signal }: ElementsWanted,
): AsyncGenerator<readonly unknown[]> {
  const parser = new JSONParser({ paths: [...paths], keepStack: false });
  let found: unknown[] = [];
  parser.onValue = ({ value }) => {
    found.push(value);
  };
  for await (const chunk of chunksOf(body, platform, signal)) {
    try {
      if (!parser.isEnded) parser.write(chunk);
    } catch {
      throw malformed(platform, "its answer is not JSON");
    }
    if (found.length > 0) {
      yield found;
      found = [];
    }
  }
  if (!parser.isEnded) throw malformed(platform, "its answer breaks off");
}

async function* chunksOf(
  body: Dispatcher.ResponseData["body"],
  platform: string,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const chunks: AsyncIterator<unknown> = body[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await chunks.next().catch((error: unknown) => {
        throw unreachable(platform, error, signal);
      });
      if (next.done === true) return;
      if (next.value instanceof Uint8Array) yield next.value;
    }
  } finally {
    body.destroy();
  }
}
