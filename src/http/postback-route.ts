import type { IncomingMessage, ServerResponse } from "node:http";

import type { ReadPostback } from "../usecases/ports.ts";
import { answer, type Route } from "./http-server.ts";
import { isProven, type Parameters, withoutProof } from "./postback-proof.ts";
import { readPostbackRequest } from "./postback-request.ts";

export type PostbackOutcome = "accepted" | "unusable" | "forbidden" | "unavailable";

/** `stored`: it is in the database. `unavailable`: it may be, or not; the tracker is to call again. */
export type KeepPostback = (parameters: Parameters) => Promise<"stored" | "unavailable">;

export interface PostbackDeps {
  /** Without one in the settings there is no such path. */
  readonly secret: string | undefined;
  readonly read: ReadPostback;
  readonly keep: KeepPostback;
  readonly counted: (outcome: PostbackOutcome) => void;
}

const RETRY_SECONDS = 5;

/** `GET` or `POST /postback`: a tracker's call about a conversion, answered 200 once it is in the database. */
export function postbackRoute(deps: PostbackDeps): Route {
  return {
    path: "/postback",
    async handle(request, response) {
      const { secret } = deps;
      if (secret === undefined) return answer(response, 404, "There is nothing here.\n");
      if (request.method !== "GET" && request.method !== "POST") {
        response.setHeader("allow", "GET, POST");
        return answer(response, 405, { error: "Call with GET or POST." });
      }
      deps.counted(await take({ ...deps, secret }, request, response));
    },
  };
}

async function take(
  { secret, read, keep }: PostbackDeps & { readonly secret: string },
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
    answer(response, 403, { error: "The secret or the signature is missing or wrong." });
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
