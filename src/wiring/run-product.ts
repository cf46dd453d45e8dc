import { pino } from "pino";

import { runCli } from "../cli/run-cli.ts";
import type { Config } from "../config.ts";
import { createLog } from "../log.ts";
import { startLocalWorkspace } from "../trial/start-local-workspace.ts";
import { startTrimtab, type Trimtab } from "../wire.ts";
import { openDatabase } from "./open-database.ts";

const STANDARD_ERROR = 2;

/** Runs the product until a signal ends it; resolves when all has been put away. */
export async function runProduct(config: Config): Promise<void> {
  const log = createLog(config.logLevel, pino.destination({ dest: STANDARD_ERROR, sync: true }));
  const database = await openDatabase(config.database, "trimtab start");
  let trimtab: Trimtab;
  try {
    trimtab = await startWith({ config, database, log, now: Date.now });
  } catch (error) {
    await database.close();
    throw error;
  }
  const { product } = trimtab;
  database.control?.serve((request, output) =>
    runCli(request, output, () => Promise.resolve(product)),
  );
  const ended = new Promise<void>((resolve, reject) => {
    database.onCrash((reason) => {
      log.fatal({ err: reason }, "the embedded database is gone");
      reject(reason);
    });
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      process.once(signal, () => {
        log.info({ signal }, "stopping");
        resolve(trimtab.stop());
      });
    }
  });
  await ended;
  log.info("stopped");
}

type StartInput = Omit<Parameters<typeof startTrimtab>[0], "slack" | "rest">;

async function startWith(input: StartInput): Promise<Trimtab> {
  const { config, log } = input;
  const { host } = config.http;
  if (config.database.kind === "embedded") {
    log.info(
      { folder: config.database.dataDir },
      "trial mode: the embedded database is one process and not safe against power loss; set DATABASE_URL to a PostgreSQL server for work that matters",
    );
  }
  if (config.slack.mode === "local") {
    const local = await startLocalWorkspace(input);
    process.stdout.write(welcome(`http://${host}:${local.port}`));
    return local;
  }
  const trimtab = await startTrimtab({ ...input, slack: config.slack });
  log.info({ host, port: trimtab.port, mode: config.slack.mode }, "Trimtab is running");
  return trimtab;
}

function welcome(address: string): string {
  return `
Trimtab is running, with a local workspace and demo data: no Slack is connected.

  Open ${address} and type /perf

`;
}
