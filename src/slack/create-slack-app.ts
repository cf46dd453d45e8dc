import type { RequestListener } from "node:http";

import { App, HTTPReceiver, type Receiver, SocketModeReceiver } from "@slack/bolt";
import type { Logger } from "pino";

import { boltLogger } from "./bolt-logger.ts";
import type { ConnectedSlack } from "./connected-slack.ts";
import { registerButtons } from "./listeners/buttons.ts";
import { registerCommands } from "./listeners/commands.ts";
import { registerEvents } from "./listeners/events.ts";
import { registerForms } from "./listeners/forms.ts";
import type { SlackEdge } from "./slack-edge.ts";
import { clientOptions, createClient, type SlackClient } from "./web-client.ts";

export interface SlackApp {
  /** Serves `/slack/events` in HTTP mode. */
  readonly listener: RequestListener | undefined;
  readonly client: SlackClient;
  /** Socket Mode: opens the connection. HTTP: nothing to do. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

export const EVENTS_PATH = "/slack/events";

/** The Bolt app with all its listeners. Making it asks Slack nothing, so that it can be made while Slack is away. */
export function createSlackApp(slack: ConnectedSlack, edge: SlackEdge, log: Logger): SlackApp {
  const logger = boltLogger(log);
  const http =
    slack.mode === "http"
      ? new HTTPReceiver({ signingSecret: slack.signingSecret, endpoints: [EVENTS_PATH], logger })
      : undefined;
  const socket =
    slack.mode === "socket"
      ? new SocketModeReceiver({
          appToken: slack.appToken,
          logger,
          // Where Bolt keeps the options of the Web API client that asks for the socket.
          installerOptions: { clientOptions: clientOptions(slack.apiUrl) },
        })
      : undefined;
  const receiver: Receiver | undefined = http ?? socket;
  if (receiver === undefined) throw new Error("There is no way in which Slack reaches the app.");
  const app = new App({
    receiver,
    logger,
    clientOptions: clientOptions(slack.apiUrl),
    convoStore: false,
    // Who we are is asked in the background; a request must not wait for it.
    authorize: () => Promise.resolve({ botToken: slack.botToken }),
  });
  registerCommands(app, edge);
  registerButtons(app, edge);
  registerForms(app, edge);
  registerEvents(app, edge);
  app.error((error) => {
    log.error({ err: error }, "a listener failed");
    return Promise.resolve();
  });
  return {
    listener: http?.requestListener,
    client: createClient(slack, log),
    start: async () => {
      if (socket !== undefined) await socket.start();
    },
    stop: async () => {
      if (socket !== undefined) await socket.stop();
    },
  };
}
