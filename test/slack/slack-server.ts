import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

import { pino } from "pino";
import { test as base } from "vitest";

import { createClient, type SlackClient } from "../../src/slack/web-client.ts";

/** What Slack was asked: the method, or `response_url`, and the message. */
export interface Asked {
  readonly method: string;
  readonly channel?: string;
  readonly user?: string;
  readonly text?: string;
  readonly blocks: readonly { readonly type: string }[];
  readonly response_type?: string;
  readonly replace_original?: boolean;
}

export interface Reply {
  readonly status?: number;
  readonly body: string;
  /** The connection breaks in place of an answer. */
  readonly breaks?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface SlackServer {
  readonly client: SlackClient;
  readonly responseUrl: string;
  readonly asked: Asked[];
  /** What the next calls of a method answer, in order; afterwards they succeed. */
  answer(method: string, ...replies: readonly Reply[]): void;
  /** The client of a Slack that nobody reaches. */
  unreachable(): Promise<SlackClient>;
}

export function refusal(error: string): Reply {
  return { body: JSON.stringify({ ok: false, error }) };
}

const DONE: Reply = { body: JSON.stringify({ ok: true, ts: "1.2", channel: "C1" }) };

/** A Slack that answers as it is told to. */
export const test = base.extend<{ slack: SlackServer }>({
  slack: async ({}, use) => {
    const asked: Asked[] = [];
    const replies = new Map<string, Reply[]>();
    const server = createServer((request, response) => {
      void text(request).then((body) => {
        const method = (request.url ?? "").replace(/^\/(api\/)?/, "");
        asked.push({ method, ...messageOf(body) });
        const reply = replies.get(method)?.shift() ?? DONE;
        if (reply.breaks === true) return response.socket?.destroy();
        response.writeHead(reply.status ?? 200, reply.headers);
        return response.end(reply.body);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await use({
      client: clientOf(url),
      unreachable: async () => clientOf(`http://127.0.0.1:${await closedPort()}`),
      responseUrl: `${url}/response_url`,
      asked,
      answer: (method, ...more) => void replies.set(method, [...more]),
    });
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  },
});

function clientOf(url: string): SlackClient {
  const slack = { botToken: "xoxb-test", apiUrl: `${url}/api` };
  return createClient(slack, pino({ level: "silent" }));
}

async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function messageOf(body: string): Omit<Asked, "method"> {
  if (body.startsWith("{")) return { blocks: [], ...(JSON.parse(body) as object) };
  const { blocks, token: _, ...rest } = Object.fromEntries(new URLSearchParams(body));
  return { ...rest, blocks: JSON.parse(blocks ?? "[]") as Asked["blocks"] };
}
