import { pino } from "pino";

import { refuseSettings } from "../cli/refuse-settings.ts";
import { runCli } from "../cli/run-cli.ts";
import { type Config, configFrom, type Environment, WrongSettings } from "../config.ts";
import type { CommandOutput } from "../control/command-output.ts";
import type { CommandRequest } from "../control/control-server.ts";
import { runRemotely } from "../control/run-remotely.ts";
import { databaseFault } from "../db/database-fault.ts";
import { UnfitDatabase } from "../db/migrate.ts";
import { CannotListen } from "../http/http-server.ts";
import { createLog } from "../log.ts";
import { HeldElsewhere, openDatabase, type OpenDatabase } from "./open-database.ts";
import { createProduct, type Product } from "./product.ts";

const REFUSED = 1;
const STANDARD_ERROR = 2;

const terminal: CommandOutput = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
};

/** One command line from beginning to end; returns the exit code. What can go wrong before a command is said here. */
export async function runCommandLine(
  argv: readonly string[],
  environment: Environment,
): Promise<number> {
  try {
    const config = configFrom(environment, Intl.DateTimeFormat().resolvedOptions().timeZone);
    if (isStart(argv)) {
      // Commands need neither Bolt nor the local workspace: they start without loading them.
      const { runProduct } = await import("./run-product.ts");
      await runProduct(config);
      return 0;
    }
    return await runOnce(config, { argv: [...argv], cwd: process.cwd(), environment });
  } catch (error) {
    if (error instanceof WrongSettings) return refuseSettings(argv, error.faults, terminal);
    const reason = reasonOf(error);
    if (argv.includes("--json")) terminal.out(`${JSON.stringify({ error: reason })}\n`);
    terminal.err(`${reason}\n`);
    return REFUSED;
  }
}

/** Starting has no result to print: `--json` is taken, as with every command, and changes nothing. */
function isStart([command, ...options]: readonly string[]): boolean {
  return command === "start" && options.every((option) => option === "--json");
}

/** Runs a command here, or in the process that has the embedded database. */
async function runOnce(config: Config, request: CommandRequest): Promise<number> {
  let database: OpenDatabase | undefined;
  const open = async (): Promise<Product> => {
    database ??= await openDatabase(config.database, `trimtab ${request.argv[0] ?? ""}`);
    const product = createProduct({
      config,
      database,
      log: createLog(config.logLevel, pino.destination({ dest: STANDARD_ERROR, sync: true })),
      now: Date.now,
    });
    database.control?.serve((other, output) =>
      runCli(other, output, () => Promise.resolve(product)),
    );
    return product;
  };
  try {
    return await runCli(request, terminal, open);
  } catch (error) {
    if (!(error instanceof HeldElsewhere)) throw error;
    return await runRemotely(error.holder.socketPath, request, terminal);
  } finally {
    await database?.close();
  }
}

/** What a person is told: a sentence for what they can mend, the whole error for what they cannot. */
function reasonOf(error: unknown): string {
  if (
    error instanceof HeldElsewhere ||
    error instanceof UnfitDatabase ||
    error instanceof CannotListen
  ) {
    return error.message;
  }
  if (!(error instanceof Error)) return String(error);
  return databaseFault(error) ?? error.stack ?? error.message;
}
