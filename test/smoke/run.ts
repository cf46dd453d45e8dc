import { spawn } from "node:child_process";
import { createHmac } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";

/**
 * Starts the built product once as a stranger would, on `DATABASE_URL` or the embedded database: loads a file with the
 * command line, asks `/perf` over signed HTTP, reads the answer, stops it. Ends with a code other than 0 on any fault.
 */
const SECRET = "smoke-signing-secret";
const CSV =
  "Date,Campaign,Cost,Clicks,Conversions,Currency\n2026-10-30,Smoke Brand,12.34,10,2,USD\n";

const folder = await mkdtemp(join(tmpdir(), "trimtab-smoke-"));
const answers: string[] = [];
const slack = createServer((request, response) => {
  void text(request).then((body) => {
    if (request.url === "/response") answers.push(body);
    response.setHeader("content-type", "application/json");
    response.end('{"ok":true,"team":"Smoke","team_id":"T1","user_id":"U1"}');
  });
});
const slackPort = await listen();
const port = await freePort();
const env = {
  ...process.env,
  TRIMTAB_DATA_DIR: join(folder, "data"),
  SLACK_BOT_TOKEN: "xoxb-smoke",
  SLACK_SIGNING_SECRET: SECRET,
  SLACK_API_URL: `http://127.0.0.1:${slackPort}/api/`,
  PORT: String(port),
  LOG_LEVEL: "warn",
};
const product = spawn(process.execPath, ["dist/main.js"], { env, stdio: "inherit" });
try {
  await until("the product is ready", async () => {
    const ready = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined);
    return ready?.status === 200;
  });
  await writeFile(join(folder, "report.csv"), CSV);
  const load = spawn(
    "npm",
    [
      "run",
      "-s",
      "trimtab",
      "--",
      "import",
      join(folder, "report.csv"),
      "--account",
      "Smoke",
      "--json",
    ],
    { env, stdio: ["ignore", "pipe", "inherit"] },
  );
  const [printed] = await Promise.all([text(load.stdout), once(load, "exit")]);
  expectThat(printed.includes('"spend":"12.34"'), `the import printed ${printed}`);
  const acknowledged = await ask("/perf", "smoke 2026-10");
  expectThat(acknowledged.status === 200, `the command was answered with ${acknowledged.status}`);
  await until("the answer has come", () => Promise.resolve(answers.length > 0));
  expectThat(answers[0]?.includes("$12.34") === true, `the answer was ${answers[0]}`);
  const forged = await ask("/perf", "smoke", "another-secret");
  expectThat(forged.status === 401, `a forged signature was answered with ${forged.status}`);
} finally {
  product.kill("SIGTERM");
  if (product.exitCode === null) await once(product, "exit");
  slack.close();
  slack.closeAllConnections();
  await rm(folder, { recursive: true, force: true });
}
expectThat(product.exitCode === 0, `the product ended with code ${product.exitCode}`);
process.stdout.write("smoke: the built product loads a file and answers /perf\n");

async function ask(command: string, words: string, secret = SECRET): Promise<Response> {
  const body = new URLSearchParams({
    command,
    text: words,
    team_id: "T1",
    channel_id: "C1",
    user_id: "U1",
    trigger_id: "1.1",
    response_url: `http://127.0.0.1:${slackPort}/response`,
  }).toString();
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac("sha256", secret).update(`v0:${timestamp}:${body}`).digest("hex");
  return fetch(`http://127.0.0.1:${port}/slack/events`, {
    method: "POST",
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      "x-slack-request-timestamp": timestamp,
      "x-slack-signature": `v0=${signature}`,
    },
    body,
  });
}

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 240; tries += 1) {
    if (await holds()) return;
    if (product.exitCode !== null) break;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error(`In vain: ${what}.`);
}

function expectThat(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(`Smoke test: ${otherwise}`);
}

async function listen(): Promise<number> {
  slack.listen(0, "127.0.0.1");
  await once(slack, "listening");
  return (slack.address() as AddressInfo).port;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const found = (server.address() as AddressInfo).port;
  server.close();
  await once(server, "close");
  return found;
}
