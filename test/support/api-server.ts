import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

/** A call that a platform's double has received. */
export interface ReceivedCall {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage["headers"];
  readonly text: string;
}

/** What the double answers. An object is sent as JSON. */
export interface ScriptedAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Sent piece by piece, for long answers. */
  readonly chunks?: Iterable<string> | AsyncIterable<string>;
  /** The connection is cut after the body, before the answer's end. */
  readonly cut?: boolean;
}

export interface ApiServer {
  readonly url: string;
  readonly calls: readonly ReceivedCall[];
  close(): Promise<void>;
}

/** A platform's double on a free port of this machine: `answer` is its documented behaviour. */
export async function startApiServer(
  answer: (call: ReceivedCall) => ScriptedAnswer | Promise<ScriptedAnswer>,
): Promise<ApiServer> {
  const calls: ReceivedCall[] = [];
  const server = createServer((request, response) => {
    void receive(request)
      .then(async (call) => {
        calls.push(call);
        await send(response, await answer(call));
      })
      .catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The double has no port.");
  return {
    url: `http://127.0.0.1:${address.port}`,
    calls,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function receive(request: IncomingMessage): Promise<ReceivedCall> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const url = new URL(request.url ?? "/", "http://double");
  return {
    method: request.method ?? "GET",
    path: url.pathname,
    query: url.searchParams,
    headers: request.headers,
    text: Buffer.concat(parts).toString("utf8"),
  };
}

async function send(response: ServerResponse, answer: ScriptedAnswer): Promise<void> {
  const { status = 200, headers = {}, body, chunks, cut = false } = answer;
  const json = body !== undefined && typeof body !== "string" && !Buffer.isBuffer(body);
  response.writeHead(status, {
    ...(json || chunks !== undefined ? { "content-type": "application/json" } : {}),
    ...headers,
  });
  const write = (piece: string | Buffer): Promise<void> =>
    new Promise((resolve) => {
      if (response.write(piece)) resolve();
      else response.once("drain", () => resolve());
    });
  if (chunks !== undefined) for await (const chunk of chunks) await write(chunk);
  if (body !== undefined) await write(json ? JSON.stringify(body) : (body as string | Buffer));
  if (cut) {
    response.destroy();
    return;
  }
  response.end();
}
