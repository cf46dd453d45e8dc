import { randomBytes } from "node:crypto";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";

import { listAccounts } from "../db/accounts.ts";
import { createSandbox, type Sandbox } from "../sandbox/sandbox.ts";
import { BOT_SCOPES } from "../slack/surface.ts";
import { Conflict } from "../usecases/errors.ts";
import { startTrimtab, type Trimtab, type WireInput } from "../wire.ts";
import { startLiveDemo } from "./live-demo.ts";
import { loadDemo } from "./load-demo.ts";
import { watchDemo } from "./watch-demo.ts";

/** Where the build puts the page, beside this file. */
const BUILT_PAGE = fileURLToPath(new URL("../sandbox/page", import.meta.url));

/** The product and the Slack that it believes in. */
export interface LocalWorkspace extends Trimtab {
  readonly sandbox: Sandbox;
  readonly url: string;
}

export type LocalInput = Omit<WireInput, "slack" | "rest"> & {
  readonly pageDir?: string;
  /** Demo data as a live source, which restates its days and takes budgets; `files`: as exports that are loaded once. */
  readonly demo?: "live" | "files";
  /** The double's clock where it is not the product's: Bolt holds signatures against the real one. */
  readonly slackNow?: () => number;
};

/** Starts the product with a Slack of its own: a page in the browser, for trying it without any account. */
export async function startLocalWorkspace(input: LocalInput): Promise<LocalWorkspace> {
  const { config, log, now, pageDir = BUILT_PAGE, slackNow = now } = input;
  const port = config.http.port === 0 ? await freePort(config.http.host) : config.http.port;
  const address = `http://${config.http.host.includes(":") ? `[${config.http.host}]` : config.http.host}:${port}`;
  const signingSecret = randomBytes(16).toString("hex");
  const botToken = `xoxb-local-${randomBytes(16).toString("hex")}`;
  const sandbox = createSandbox({
    signingSecret,
    botToken,
    eventsUrl: () => `${address}/slack/events`,
    ownUrl: () => `${address}/sandbox`,
    now: slackNow,
    scopes: BOT_SCOPES,
    pageDir,
  });
  const trimtab = await startTrimtab({
    ...input,
    config: { ...config, http: { ...config.http, port } },
    slack: { mode: "http", botToken, signingSecret, apiUrl: sandbox.apiUrl },
    rest: sandbox.listener,
  });
  const stop = async (): Promise<void> => {
    await sandbox.close();
    await trimtab.stop();
  };
  try {
    await loadDemoOnce(trimtab, input);
  } catch (error) {
    await stop();
    throw error;
  }
  log.info(
    { url: address },
    "Trimtab is running with a local workspace: open the page and type /perf",
  );
  return { ...trimtab, sandbox, url: address, stop };
}

/** A first visitor finds numbers; whoever has loaded something of their own is left alone. */
async function loadDemoOnce(
  { product }: Trimtab,
  { log, demo = "live" }: Pick<LocalInput, "log" | "demo">,
): Promise<void> {
  const { workspaceId } = await product.scope("job:demo");
  const accounts = await listAccounts(product.database.db, workspaceId);
  if (!accounts.every(({ name }) => name.startsWith("Demo "))) return;
  try {
    if (demo === "live") await startLiveDemo(product);
    else await loadDemo(product);
    await watchDemo(product);
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    log.info("another instance loads the demo data at this moment");
  }
}

async function freePort(host: string): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, host, resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return address !== null && typeof address === "object" ? address.port : 0;
}
