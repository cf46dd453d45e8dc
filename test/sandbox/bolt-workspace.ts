import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

import { App, HTTPReceiver, LogLevel } from "@slack/bolt";
import { test as base } from "vitest";

import { createSandbox, type Sandbox, type SandboxOptions } from "../../src/sandbox/sandbox.ts";

export const MAYA = "U0MAYA";
export const LEO = "U0LEO";
export const GENERAL = "C0GENERAL";
export const BOT_TOKEN = "xoxb-test";
export const SIGNING_SECRET = "a signing secret";

export interface Workspace {
  readonly sandbox: Sandbox;
  readonly app: App;
  /** `http://127.0.0.1:…`. */
  readonly url: string;
  /** Moves Slack's clock; the app's own goes on. */
  advance(ms: number): void;
}

/** The real Bolt app and the double behind one server. */
export async function startWorkspace(
  options: Partial<SandboxOptions> = {},
): Promise<Workspace & { stop(): Promise<void> }> {
  const receiver = new HTTPReceiver({ signingSecret: SIGNING_SECRET, logLevel: LogLevel.ERROR });
  let address = "";
  let now = Date.now();
  const sandbox = createSandbox({
    signingSecret: SIGNING_SECRET,
    botToken: BOT_TOKEN,
    eventsUrl: () => `${address}/slack/events`,
    ownUrl: () => `${address}/sandbox`,
    now: () => now,
    ...options,
  });
  const server: Server = createServer((request, response) => {
    const listener = request.url === "/slack/events" ? receiver.requestListener : sandbox.listener;
    listener(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const app = new App({
    receiver,
    token: BOT_TOKEN,
    deferInitialization: true,
    logLevel: LogLevel.ERROR,
    clientOptions: {
      slackApiUrl: sandbox.apiUrl,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
    },
  });
  await app.init();
  return {
    sandbox,
    app,
    url: address,
    advance(ms) {
      now += ms;
    },
    async stop() {
      await sandbox.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export const test = base.extend<{ workspace: Workspace }>({
  workspace: async ({}, use) => {
    const workspace = await startWorkspace();
    await use(workspace);
    await workspace.stop();
  },
});

/** Settles when something that Slack did not wait for has happened. */
export function signal<Value>(): { promise: Promise<Value>; resolve(value: Value): void } {
  let resolve: (value: Value) => void = () => undefined;
  const promise = new Promise<Value>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
