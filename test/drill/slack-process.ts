import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

import { createSandbox } from "../../src/sandbox/sandbox.ts";
import { BOT_SCOPES } from "../../src/slack/surface.ts";
import { ready } from "./child-process.ts";
import { BOT_TOKEN, CHANNELS } from "./plan.ts";
import { randomFaults } from "./random-faults.ts";
import { createRandom } from "./random.ts";

/** Slack's double in a process of its own, which nobody kills; slow now and then, and wrong at random. */
const MOST_DELAY_MS = 25;

const random = createRandom(Number(process.env["DRILL_SEED"]));
const faults = randomFaults(random);
const calls: Record<string, number> = {};
let address = "";
const sandbox = createSandbox({
  signingSecret: "unused",
  botToken: BOT_TOKEN,
  eventsUrl: () => `${address}/nowhere`,
  ownUrl: () => `${address}/sandbox`,
  now: Date.now,
  channels: CHANNELS,
  scopes: BOT_SCOPES,
  faults,
});

const server = createServer((request, response) => {
  const { url = "" } = request;
  if (url === "/report") return answer(response, report());
  if (url === "/calm" || url === "/trouble") {
    faults.calm(url === "/calm");
    return answer(response, {});
  }
  const method = url.split("/").at(-1) ?? "";
  calls[method] = (calls[method] ?? 0) + 1;
  // Before the work is done and after it: whoever is killed meanwhile never learns which it was.
  delayEnd(response, random.below(MOST_DELAY_MS));
  setTimeout(() => sandbox.listener(request, response), random.below(MOST_DELAY_MS));
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => {
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  ready({ address });
});

function report(): unknown {
  const messages = CHANNELS.flatMap(({ id }) => sandbox.messages(id));
  return { messages, calls, struck: faults.struck };
}

function answer(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}

function delayEnd(response: ServerResponse, ms: number): void {
  const end = response.end.bind(response) as (...args: unknown[]) => ServerResponse;
  const delayed = (...args: unknown[]): ServerResponse => {
    setTimeout(() => end(...args), ms);
    return response;
  };
  response.end = delayed as typeof response.end;
}
