import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";

import { strike } from "../api/strike.ts";
import { answerCall, type WebApi } from "../api/web-api.ts";
import { isDone } from "../faults.ts";
import { answerResponseUrl } from "../interactions/answer-response-url.ts";
import { isRecord } from "../is-record.ts";
import { parseJson } from "../parse-json.ts";
import { download } from "./download.ts";
import type { EventStreams } from "./event-stream.ts";
import { answerPage } from "./page-api.ts";
import { BodyTooLarge, readBody } from "./read-body.ts";
import { crossOriginFault } from "./same-origin.ts";
import { sendText } from "./send.ts";
import { servePage } from "./serve-page.ts";

const MOST_BYTES = 1024 * 1024;

export interface Served {
  readonly api: WebApi;
  readonly streams: EventStreams;
  /** Where the built page is. */
  readonly pageDir: string | undefined;
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
}

/** Everything below `/sandbox/`, and the page itself at `/`. */
export function createListener(served: Served): RequestListener {
  return (request, response) => {
    const path = request.url ?? "/";
    const url = new URL(path.startsWith("/") ? `http://localhost${path}` : "http://localhost/-");
    answer(served, { request, response, url }).catch((error: unknown) => {
      giveUp(response, error);
    });
  };
}

async function answer(served: Served, exchange: Exchange): Promise<void> {
  const { api, streams, pageDir } = served;
  const { request, response, url } = exchange;
  const [, root = "", room = "", ...rest] = url.pathname.split("/");
  const path = rest.join("/");
  if (root === "") return answerSite(served, exchange, "index.html");
  if (root !== "sandbox") return sendText(response, 404, "Not found.");
  switch (room) {
    case "page":
      return answerSite({ api, streams, pageDir }, exchange, path);
    case "page-api":
      return answerPage(api.state, streams, { ...exchange, path, query: url.searchParams });
    case "api":
      return answerCall(api, path, exchange);
    case "response":
      return answerResponse(api, path, exchange);
    case "files":
      return download(api.state.files.find(rest[0]), api.botToken, { request, response });
    default:
      return sendText(response, 404, "Not found.");
  }
}

async function answerSite(served: Served, exchange: Exchange, name: string): Promise<void> {
  const { request, response } = exchange;
  const fault = crossOriginFault(request, served.api.state.ownUrl());
  if (fault !== undefined) return sendText(response, 403, fault);
  return servePage(response, served.pageDir, name);
}

async function answerResponse(api: WebApi, secret: string, exchange: Exchange): Promise<void> {
  const { request, response } = exchange;
  if (request.method !== "POST") return sendText(response, 405, "Send a POST.");
  const parsed = parseJson(await readBody(request, MOST_BYTES));
  const fields = isRecord(parsed) ? parsed : undefined;
  const method = "response_url";
  const at = api.state.now();
  const fault = api.faults.take(method, undefined);
  if (fault !== undefined && !isDone(fault)) {
    api.log.record({ method, args: fields ?? {}, answer: { fault: fault.kind }, at });
    return strike(response, fault);
  }
  const { status, body } = answerResponseUrl(api.state, secret, fields);
  api.log.record({ method, args: fields ?? {}, answer: body, at });
  if (fault !== undefined) return strike(response, fault);
  if (status === 200) return sendText(response, 200, "ok");
  response.writeHead(status, { "content-type": "application/json; charset=utf-8" });
  response.end(JSON.stringify(body));
}

function giveUp(response: ServerResponse, error: unknown): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const tooLarge = error instanceof BodyTooLarge;
  sendText(
    response,
    tooLarge ? 413 : 500,
    tooLarge ? "The request is too large." : "The local workspace failed to answer. Try again.",
  );
}
