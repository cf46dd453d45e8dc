import type { IncomingMessage } from "node:http";

import { BodyTooLarge, bodyChunks } from "./body-of.ts";
import { answer, type Route } from "./http-server.ts";
import { isSecret } from "./is-secret.ts";
import { createRateLimit } from "./rate-limit.ts";

/** What became of a pushed body. */
export type PushOutcome =
  | {
      readonly kind: "stored";
      readonly accepted: number;
      /** Fields that nobody knows, which were left out. */
      readonly ignored: readonly string[];
    }
  | { readonly kind: "refused"; readonly errors: readonly object[] };

export interface IngestDeps {
  /** Without a token in the settings there is no such path. */
  readonly token: string | undefined;
  /** Reads the body to its end. */
  readonly store: (body: AsyncIterable<Uint8Array>) => Promise<PushOutcome>;
  /** Of one address: so many with the token, and as many without it. */
  readonly mostPerMinute?: number;
}

const MAX_BYTES = 32_000_000;
const MOST_PER_MINUTE = 120;

/** `POST /api/v1/metrics`: daily rows with a bearer token. */
export function ingestRoute({ token, store, mostPerMinute = MOST_PER_MINUTE }: IngestDeps): Route {
  // Behind a proxy all have one address: whoever guesses at the token does not shut out who has it.
  const senders = createRateLimit(mostPerMinute);
  const guessers = createRateLimit(mostPerMinute);
  return {
    path: "/api/v1/metrics",
    async handle(request, response) {
      if (token === undefined) return answer(response, 404, "There is nothing here.\n");
      if (request.method !== "POST") {
        response.setHeader("allow", "POST");
        return answer(response, 405, { error: "Send the rows with POST." });
      }
      const known = hasToken(request, token);
      const limit = known ? senders : guessers;
      const waitSeconds = await limit.take(request.socket.remoteAddress ?? "");
      if (waitSeconds > 0) {
        response.setHeader("retry-after", String(waitSeconds));
        response.setHeader("connection", "close");
        const error = `More than ${mostPerMinute} requests a minute. Send more rows in each of fewer.`;
        return answer(response, 429, { error });
      }
      if (!known) {
        return answer(response, 401, { error: "The bearer token is missing or wrong." });
      }
      const outcome = await storedBody(request, store);
      if (outcome === "too-large") {
        response.setHeader("connection", "close");
        return answer(response, 413, { error: "The body is larger than 32 MB. Send it in parts." });
      }
      if (outcome.kind === "stored") {
        const { accepted, ignored } = outcome;
        return answer(response, 200, { accepted, ...(ignored.length > 0 ? { ignored } : {}) });
      }
      return answer(response, 400, { errors: outcome.errors });
    },
  };
}

async function storedBody(
  request: IncomingMessage,
  store: IngestDeps["store"],
): Promise<PushOutcome | "too-large"> {
  try {
    return await store(bodyChunks(request, MAX_BYTES));
  } catch (error) {
    if (error instanceof BodyTooLarge) return "too-large";
    throw error;
  }
}

function hasToken({ headers }: IncomingMessage, token: string): boolean {
  const given = /^Bearer (.+)$/i.exec(headers.authorization ?? "")?.[1] ?? "";
  return isSecret(given, token);
}
