import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";

import type { Logger } from "pino";

/** What answers a request. Paths are compared without their query; a prefix ends in a slash. */
export interface Route {
  readonly path: string;
  readonly handle: (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;
}

export interface HttpServer {
  readonly port: number;
  /** Takes no more connections and waits for the requests under way. */
  stop(): Promise<void>;
}

/** The address cannot be listened on; the message says what to do. */
export class CannotListen extends Error {
  override readonly name = "CannotListen";
}

const DRAIN_MS = 5_000;

/** Room for a query that a route finds too long and says so; beyond it Node answers 431 by itself. */
const MAX_HEADER_BYTES = 32_768;

/** Serves the routes; what none of them takes goes to `rest`, or is not found. A failing route answers 500. */
export async function startHttpServer(input: {
  readonly host: string;
  readonly port: number;
  readonly routes: readonly Route[];
  readonly rest?: RequestListener;
  readonly log: Logger;
}): Promise<HttpServer> {
  const { host, log } = input;
  const server = createServer({ maxHeaderSize: MAX_HEADER_BYTES }, (request, response) => {
    const path = (request.url ?? "/").split("?", 1)[0] ?? "/";
    const route = input.routes.find((one) => one.path === path);
    const handle = route?.handle ?? input.rest ?? notFound;
    Promise.resolve()
      .then(() => handle(request, response))
      .catch((error: unknown) => {
        log.error({ err: error, path }, "a request failed");
        if (!response.headersSent)
          answer(response, 500, "Something went wrong; the log has the details.\n");
        else response.destroy();
      });
  });
  await listen(server, host, input.port);
  return {
    port: portOf(server.address()),
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      // Event streams never end by themselves.
      const timer = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
      await closed;
      clearTimeout(timer);
    },
  };
}

/** Ends a response with plain text, or with JSON where a value is given. */
export function answer(response: ServerResponse, status: number, body: string | object): void {
  const json = typeof body !== "string";
  response.writeHead(status, {
    "content-type": json ? "application/json; charset=utf-8" : "text/plain; charset=utf-8",
  });
  response.end(json ? `${JSON.stringify(body)}\n` : body);
}

function notFound(_request: IncomingMessage, response: ServerResponse): void {
  answer(response, 404, "There is nothing here.\n");
}

async function listen(
  server: ReturnType<typeof createServer>,
  host: string,
  port: number,
): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => {
      const reason =
        "code" in error && error.code === "EADDRINUSE"
          ? "another program has it. Stop that program, or set PORT to a free port"
          : `${error.message}. Set HOST and PORT to an address of this machine`;
      reject(new CannotListen(`Trimtab cannot listen on ${host}:${port}: ${reason}.`));
    });
    server.listen(port, host, resolve);
  });
}

function portOf(address: AddressInfo | string | null): number {
  return address !== null && typeof address === "object" ? address.port : 0;
}
