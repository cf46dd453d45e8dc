import { Unzip, UnzipInflate } from "fflate";

import { type ApiAnswer, malformed, unreachable } from "../api/api-client.ts";
import { PLATFORM } from "./microsoft-token.ts";

/** The text of the one file in a zip, piece by piece as it comes. */
export async function* unzipReport(answer: ApiAnswer, signal: AbortSignal): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8");
  let ready: string[] = [];
  let ended = false;
  let failed = false;
  const unzip = new Unzip((file) => {
    file.ondata = (error, data, final) => {
      if (error !== null) failed = true;
      else ready.push(decoder.decode(data, { stream: !final }));
      ended ||= final;
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  for await (const piece of piecesOf(answer, signal)) {
    try {
      unzip.push(piece);
    } catch {
      failed = true;
    }
    if (failed) throw malformed(PLATFORM, "the report is no zip file");
    yield* ready;
    ready = [];
  }
  if (!ended) throw malformed(PLATFORM, "the report is no zip file or breaks off");
}

async function* piecesOf(answer: ApiAnswer, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const pieces: AsyncIterable<Uint8Array> = answer.body;
  try {
    yield* pieces;
  } catch (error) {
    throw unreachable(PLATFORM, error, signal);
  }
}
