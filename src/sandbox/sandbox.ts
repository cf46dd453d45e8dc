import type { RequestListener } from "node:http";

import { type ApiCall, createCallLog } from "./api/call-log.ts";
import { createConversations } from "./conversations.ts";
import { createDeliver } from "./deliver.ts";
import { createFaults, type FaultQueue, type Faults } from "./faults.ts";
import { createFeed } from "./feed.ts";
import { createFiles, type StoredFile } from "./files.ts";
import { createEventStreams } from "./http/event-stream.ts";
import { createListener } from "./http/listener.ts";
import { mention, openHome, uploadFile } from "./interactions/events.ts";
import { press } from "./interactions/press.ts";
import { type CommandInput, type CommandOutcome, runCommand } from "./interactions/run-command.ts";
import { closeView, submitView } from "./interactions/submit.ts";
import { createMessages, type Message } from "./messages.ts";
import type { ActionRequest, ActionResult, SubmitRequest, SubmitResult } from "./page-api.ts";
import { type Channel, CHANNELS } from "./people.ts";
import { createResponseUrls } from "./response-urls.ts";
import type { SlackState } from "./slack-state.ts";
import { createTriggers } from "./triggers.ts";
import { createViews, type OpenView } from "./views.ts";

/** What the manifest asks for. */
const SCOPES = [
  "commands",
  "chat:write",
  "files:read",
  "channels:history",
  "groups:history",
  "users:read",
];
const ACK_DEADLINE_MS = 3000;

export interface SandboxOptions {
  readonly signingSecret: string;
  /** Calls with another token answer `invalid_auth`. */
  readonly botToken: string;
  /** Where the app takes Slack's requests: `http://127.0.0.1:3000/slack/events`. */
  readonly eventsUrl: () => string;
  /** Where `listener` is served, with the path: `http://127.0.0.1:3000/sandbox`. */
  readonly ownUrl: () => string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly command?: string;
  readonly scopes?: readonly string[];
  readonly channels?: readonly Channel[];
  /** What goes wrong, where it is not `next` of the sandbox's own faults that says so. */
  readonly faults?: FaultQueue;
  /** The folder of the built page. */
  readonly pageDir?: string;
  readonly ackDeadlineMs?: number;
  /** How often an event is sent again that the app did not take; Slack does it 3 times. */
  readonly eventRetries?: number;
}

export interface Upload {
  readonly user: string;
  readonly channel?: string;
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly mimetype: string;
}

/** A strict double of Slack for one app and one workspace, kept in memory. */
export interface Sandbox {
  /** Serves everything below `/sandbox/`, and the page at `/`. */
  readonly listener: RequestListener;
  /** For the Web API client's `slackApiUrl`; known once `ownUrl` is. */
  readonly apiUrl: string;
  command(input: CommandInput): Promise<CommandOutcome>;
  click(request: ActionRequest): Promise<ActionResult>;
  submitView(request: SubmitRequest): Promise<SubmitResult>;
  closeView(input: { readonly user: string; readonly viewId: string }): Promise<void>;
  uploadFile(upload: Upload): Promise<StoredFile>;
  openHome(user: string): Promise<void>;
  mention(input: {
    readonly user: string;
    readonly channel: string;
    readonly text: string;
  }): Promise<void>;
  /** From now on the channel takes no messages. */
  archive(channel: string): void;
  /** Oldest first, threads included, with the ephemeral messages that only `user` sees. */
  messages(channel: string, user?: string): readonly Message[];
  /** The user's modals, the one on top last. */
  views(user: string): readonly OpenView[];
  home(user: string): OpenView | undefined;
  readonly faults: Faults;
  /** The latest calls of the Web API and of response URLs (`response_url`), oldest first. */
  readonly calls: readonly ApiCall[];
  /** Ends event streams and removes uploaded files. */
  close(): Promise<void>;
}

export function createSandbox(options: SandboxOptions): Sandbox {
  const state = createState(options);
  const { faults = createFaults() } = options;
  const log = createCallLog();
  const streams = createEventStreams(state.feed);
  const api = { state, botToken: options.botToken, faults, log };
  return {
    listener: createListener({ api, streams, pageDir: options.pageDir }),
    get apiUrl() {
      return `${options.ownUrl()}/api/`;
    },
    command: (input) => runCommand(state, input),
    click: (request) => press(state, request),
    submitView: (request) => submitView(state, request),
    closeView: (input) => closeView(state, input),
    uploadFile: ({ bytes, ...upload }) => uploadFile(state, { ...upload, content: bytes }),
    openHome: (user) => openHome(state, user),
    mention: (input) => mention(state, input),
    archive: (channel) => state.conversations.archive(channel),
    messages: (channel, user) => state.messages.list(channel, user),
    views: (user) => state.views.stack(user),
    home: (user) => state.views.home(user),
    faults,
    calls: log.calls,
    async close() {
      streams.close();
      await state.files.close();
    },
  };
}

function createState(options: SandboxOptions): SlackState {
  const { now, ownUrl, ackDeadlineMs = ACK_DEADLINE_MS } = options;
  const feed = createFeed();
  return {
    command: options.command ?? "/perf",
    scopes: options.scopes ?? SCOPES,
    ownUrl,
    now,
    feed,
    conversations: createConversations(options.channels ?? CHANNELS),
    messages: createMessages(now, feed),
    views: createViews(feed),
    files: createFiles(now),
    triggers: createTriggers(now),
    responseUrls: createResponseUrls(now, ownUrl),
    deliver: createDeliver({ ...options, ackDeadlineMs }),
    eventRetries: options.eventRetries ?? 0,
  };
}
