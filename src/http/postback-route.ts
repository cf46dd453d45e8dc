import type { IncomingMessage, ServerResponse } from "node:http";

import type { ReadPostback } from "../usecases/ports.ts";
import { answer, type Route } from "./http-server.ts";
import { isProven, type Parameters, withoutProof } from "./postback-proof.ts";
import { readPostbackRequest } from "./postback-request.ts";
import { createRateLimit, type RateLimit } from "./rate-limit.ts";

export type PostbackOutcome = "accepted" | "unusable" | "forbidden" | "unavailable";

/** `stored`: it is in the database. `unavailable`: it may be, or not; the tracker is to call again. */
export type KeepPostback = (parameters: Parameters) => Promise<"stored" | "unavailable">;

export interface PostbackDeps {
  /** Without one in the settings there is no such path. */
  readonly secret: string | undefined;
  readonly read: ReadPostback;
  readonly keep: KeepPostback;
  readonly counted: (outcome: PostbackOutcome) => void;
  /** Calls a minute of one address that prove nothing; those that do are not limited. */
  readonly mostWrong?: number;
}

const RETRY_SECONDS = 5;
const MOST_WRONG = 120;

/** `GET` or `POST /postback`: a tracker's call about a conversion, answered 200 once it is in the database. */
export function postbackRoute(deps: PostbackDeps): Route {
  const guessers = createRateLimit(deps.mostWrong ?? MOST_WRONG);
  return {
    path: "/postback",
    async handle(request, response) {
      const { secret } = deps;
      if (secret === undefined) return answer(response, 404, "There is nothing here.\n");
      if (request.method !== "GET" && request.method !== "POST") {
        response.setHeader("allow", "GET, POST");
        return answer(response, 405, { error: "Call with GET or POST." });
      }
      deps.counted(await take({ ...deps, secret, guessers }, request, response));
    },
  };
}

interface Taking extends PostbackDeps {
  readonly secret: string;
  readonly guessers: RateLimit;
}

async function take(
  { secret, read, keep, guessers }: Taking,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<PostbackOutcome> {
  const found = await readPostbackRequest(request);
  if (found.kind === "unreadable") {
    if (found.oversized) response.setHeader("connection", "close");
    answer(response, 400, { error: found.reason });
    return "unusable";
  }
  if (!isProven(found.parameters, request.headers, secret)) {
    await forbid(guessers, request, response);
    return "forbidden";
  }
  const parameters = withoutProof(found.parameters);
  const reading = read(parameters);
  if (reading.kind === "unusable") {
    answer(response, 400, { error: reading.reason });
    return "unusable";
  }
  if ((await keep(parameters)) === "unavailable") {
    response.setHeader("retry-after", String(RETRY_SECONDS));
    answer(response, 503, { error: "The database cannot take it now. Call again." });
    return "unavailable";
  }
  const note =
    reading.kind === "not-understood" ? { note: `Kept, not counted. ${reading.reason}` } : {};
  answer(response, 200, { accepted: 1, ...note });
  return "accepted";
}

async function forbid(
  guessers: RateLimit,
  { socket }: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const waitSeconds = await guessers.take(socket.remoteAddress ?? "");
  if (waitSeconds === 0) {
    return answer(response, 403, { error: "The secret or the signature is missing or wrong." });
  }
  response.setHeader("retry-after", String(waitSeconds));
  response.setHeader("connection", "close");
  answer(response, 429, { error: "Too many calls without the secret. Wait, and send it." });
}
