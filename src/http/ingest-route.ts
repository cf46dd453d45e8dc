import type { IncomingMessage } from "node:http";

import { answer, type Route } from "./http-server.ts";
import { isSecret } from "./is-secret.ts";

/** What became of a pushed body. */
export type PushOutcome =
  | { readonly kind: "stored"; readonly accepted: number }
  | { readonly kind: "refused"; readonly errors: readonly object[] };

const MAX_BYTES = 32_000_000;

/** `POST /api/v1/metrics`: daily rows with a bearer token. Without a token in the settings there is no such path. */
export function ingestRoute(
  token: string | undefined,
  store: (body: string) => Promise<PushOutcome>,
): Route {
  return {
    path: "/api/v1/metrics",
    async handle(request, response) {
      if (token === undefined) return answer(response, 404, "There is nothing here.\n");
      if (request.method !== "POST") {
        response.setHeader("allow", "POST");
        return answer(response, 405, { error: "Send the rows with POST." });
      }
      if (!hasToken(request, token)) {
        return answer(response, 401, { error: "The bearer token is missing or wrong." });
      }
      const body = await bodyOf(request);
      if (body === undefined) {
        response.setHeader("connection", "close");
        return answer(response, 413, { error: "The body is larger than 32 MB. Send it in parts." });
      }
      const outcome = await store(body);
      if (outcome.kind === "stored") return answer(response, 200, { accepted: outcome.accepted });
      return answer(response, 400, { errors: outcome.errors });
    },
  };
}

function hasToken({ headers }: IncomingMessage, token: string): boolean {
  const given = /^Bearer (.+)$/i.exec(headers.authorization ?? "")?.[1] ?? "";
  return isSecret(given, token);
}

async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    const part: unknown = chunk;
    if (!Buffer.isBuffer(part)) continue;
    bytes += part.length;
    if (bytes > MAX_BYTES) return undefined;
    chunks.push(part);
  }
  return Buffer.concat(chunks).toString("utf8");
}
