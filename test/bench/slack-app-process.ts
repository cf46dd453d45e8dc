import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { Agent, get, request } from "node:http";

import { sign } from "../../src/sandbox/deliver.ts";
import { freePort } from "./free-port.ts";
import { PRODUCT_FOLDER } from "./run-process.ts";
import { until } from "./until.ts";

/** A Slack app in a process of its own, to which signed commands are sent. */
export interface SlackAppProcess {
  /** Sends `/perf`; resolves when it is acknowledged, with how long that took in ms. */
  sendCommand(text: string, responseUrl: string): Promise<number>;
  /** Where its server listens. */
  readonly url: string;
  /** The most memory that it has held so far. */
  peakMb(): Promise<number>;
  /** SIGKILL: it ends in the middle of whatever it does. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

const SIGNING_SECRET = "the secret of the bench";
const START_MS = 60_000;
const IDLE_MS = 3_000;

/** Starts `node ARGS` with the settings of an app that Slack reaches by HTTP; ready when `readyPath` answers 200. */
export async function startSlackApp(input: {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly readyPath: string;
  readonly signal: AbortSignal;
}): Promise<SlackAppProcess> {
  const { signal } = input;
  const port = await freePort();
  const child = spawn(process.execPath, input.args, {
    cwd: PRODUCT_FOLDER,
    env: {
      ...input.env,
      PORT: String(port),
      SLACK_BOT_TOKEN: "xoxb-bench",
      SLACK_SIGNING_SECRET: SIGNING_SECRET,
    },
    stdio: ["ignore", "ignore", "pipe"],
    signal,
  });
  let told = "";
  child.stderr.on("data", (chunk: Buffer) => {
    told = `${told}${chunk.toString()}`.slice(-4_000);
  });
  const ended = once(child, "close").catch(() => undefined);
  const stop = async (): Promise<void> => {
    child.kill("SIGTERM");
    await ended;
  };
  try {
    const ready = async (): Promise<boolean> => {
      if (child.exitCode !== null) signal.throwIfAborted();
      return isOk(`http://127.0.0.1:${port}${input.readyPath}`);
    };
    await until("The start of the app", { within: START_MS, signal }, ready);
  } catch (error) {
    await stop();
    throw new Error(`The app did not start: ${told.trim()}`, { cause: error });
  }
  // Idle connections end here, before the app's server ends them: one that both use and end is reset.
  const agent = new Agent({ keepAlive: true, timeout: IDLE_MS });
  return {
    sendCommand: (text, responseUrl) => sendCommand({ port, agent }, text, responseUrl),
    url: `http://127.0.0.1:${port}`,
    async peakMb() {
      const status = await readFile(`/proc/${child.pid}/status`, "utf8");
      return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024;
    },
    async kill() {
      agent.destroy();
      child.kill("SIGKILL");
      await ended;
    },
    async stop() {
      agent.destroy();
      await stop();
    },
  };
}

async function sendCommand(
  { port, agent }: { readonly port: number; readonly agent: Agent },
  text: string,
  responseUrl: string,
): Promise<number> {
  const body = commandBody(text, responseUrl);
  const timestamp = String(Math.trunc(Date.now() / 1000));
  const headers = {
    "content-type": "application/x-www-form-urlencoded",
    "content-length": Buffer.byteLength(body),
    "x-slack-request-timestamp": timestamp,
    "x-slack-signature": sign(SIGNING_SECRET, timestamp, body),
  };
  const sent = performance.now();
  return new Promise((resolve, reject) => {
    const options = { host: "127.0.0.1", port, path: "/slack/events", method: "POST" };
    const outgoing = request({ ...options, headers, agent }, (response) => {
      const ms = performance.now() - sent;
      response.resume();
      if (response.statusCode === 200) resolve(ms);
      else reject(new Error(`A command was answered with ${response.statusCode ?? "nothing"}.`));
    });
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

function commandBody(text: string, responseUrl: string): string {
  return new URLSearchParams({
    command: "/perf",
    text,
    response_url: responseUrl,
    trigger_id: "1.2.bench",
    user_id: "U0MAYA",
    user_name: "maya",
    team_id: "T0BENCH",
    team_domain: "bench",
    channel_id: "C0GENERAL",
    channel_name: "general",
    api_app_id: "A0BENCH",
    is_enterprise_install: "false",
  }).toString();
}

function isOk(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const asked = get(url, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    asked.on("error", () => resolve(false));
  });
}
