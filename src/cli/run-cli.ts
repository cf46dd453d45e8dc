import { userInfo } from "node:os";

import { Command, CommanderError } from "commander";
import { z } from "zod";

import type { CommandOutput } from "../control/command-output.ts";
import type { CommandRequest } from "../control/control-server.ts";
import { databaseFault } from "../db/database-fault.ts";
import { UnfitDatabase } from "../db/migrate.ts";
import { isDay } from "../domain/day.ts";
import { DEFAULT_PERIOD, isPeriodText, PERIOD_EXAMPLES } from "../domain/period.ts";
import { PLATFORMS } from "../domain/platform.ts";
import { noPeriod } from "../usecases/currency-groups.ts";
import { UseCaseError } from "../usecases/errors.ts";
import type { Product } from "../wiring/product.ts";
import { type CommandRun, errorStream, Refused, WrongUsage } from "./command-run.ts";
import { describeSourceCommands } from "./source-commands.ts";

const DONE = 0;
const REFUSED = 1;
const WRONG_USAGE = 2;

type Action = (run: CommandRun) => Promise<number>;

/** Runs one command line; returns its exit code: 0 done, 1 refused, 2 wrong usage. */
export async function runCli(
  request: CommandRequest,
  output: CommandOutput,
  product: () => Promise<Product>,
): Promise<number> {
  let chosen: Action | undefined;
  const program = describeCommands((action) => {
    chosen = action;
  });
  configureOutput(program, output);
  const json = request.argv.includes("--json");
  try {
    await program.parseAsync(request.argv, { from: "user" });
    if (chosen === undefined) return DONE;
    return await chosen({
      output,
      progress: errorStream(output),
      cwd: request.cwd,
      environment: request.environment,
      actor: `cli:${userInfo().username}`,
      json,
      product: () => opened(product),
      print: (value) => output.out(`${JSON.stringify(value)}\n`),
    });
  } catch (error) {
    return failed(error, output, json);
  }
}

/** What keeps a database from being opened is told as a refusal is. */
async function opened(product: () => Promise<Product>): Promise<Product> {
  try {
    return await product();
  } catch (error) {
    const fault = databaseFault(error);
    throw fault === undefined ? error : new UnfitDatabase(fault, { cause: error });
  }
}

function failed(error: unknown, output: CommandOutput, json: boolean): number {
  const tell = (message: string): void => {
    if (json) output.out(`${JSON.stringify({ error: message })}\n`);
  };
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return DONE;
    // What is wrong has been said on standard error.
    tell(usageWords(error));
    return WRONG_USAGE;
  }
  if (error instanceof WrongUsage) {
    tell(error.message);
    output.err(`${error.message}\n`);
    return WRONG_USAGE;
  }
  if (error instanceof Refused || error instanceof UseCaseError || error instanceof UnfitDatabase) {
    tell(error.message);
    output.err(`${error.message}\n`);
    return REFUSED;
  }
  throw error;
}

/** Commander says in words what is wrong, but not that no command was named. */
function usageWords({ code, message }: CommanderError): string {
  return code === "commander.help"
    ? "No command is named; trimtab --help lists them."
    : message.replace(/^error: /, "");
}

function configureOutput(program: Command, output: CommandOutput): void {
  const writers = {
    writeOut: (text: string) => output.out(text),
    writeErr: (text: string) => output.err(text),
  };
  for (const command of withSubcommands(program)) {
    command.exitOverride().configureOutput(writers);
  }
}

function withSubcommands(command: Command): Command[] {
  return [command, ...command.commands.flatMap(withSubcommands)];
}

/**
 * The commands and their options; what is parsed is handed to `choose`, not run. A command's own modules are loaded
 * when it is chosen: loading all of them would take longer than most commands do.
 */
function describeCommands(choose: (action: Action) => void): Command {
  const program = new Command("trimtab")
    .description("The performance-marketing desk in a team's Slack")
    .helpCommand("help", "says what the commands are");
  const command = (words: string, description: string, under: Command = program): Command =>
    under
      .command(words)
      .description(description)
      .option("--json", "one JSON object on standard output");

  command("start", "runs the product (what npm start runs)");
  command("migrate", "brings the database to this version").action(() =>
    choose(async (run) => {
      const { database } = await run.product();
      if (run.json) run.print({ migrated: true, database: database.kind });
      else run.output.out(`The ${database.kind} database is at this version.\n`);
      return DONE;
    }),
  );
  command("demo", "loads the demo accounts").action(async () => {
    const { demoCommand } = await import("./demo-command.ts");
    choose(demoCommand);
  });
  command("import <files...>", "loads exports of ad platforms")
    .requiredOption("--account <name>", "the ad account that the numbers belong to")
    .option("--platform <platform>", `one of ${PLATFORMS.join(", ")}; else told by the file`)
    .option("--currency <code>", "ISO code, where the file names none")
    .option("--timezone <zone>", "the zone that the account's days are cut in")
    .option("--period <days>", "the days that a file without any date covers: FROM..TO")
    .option("--dry-run", "says what would be loaded, and stores nothing")
    .option("--skip-bad-rows", "loads the readable rows of a file that has unreadable ones")
    .option("--again", "loads a file that has been loaded before once more")
    .action(async (files: string[], options: unknown) => {
      const { importCommand, importOptions } = await import("./import-command.ts");
      const parsed = checked(importOptions, options);
      choose((run) => importCommand(run, files, parsed));
    });
  command("summary [campaign]", "the numbers of /perf")
    .option("--period <period>", PERIOD_EXAMPLES, DEFAULT_PERIOD)
    .action(async (campaign: string | undefined, options: unknown) => {
      const { summaryCommand } = await import("./summary-command.ts");
      const { period } = checked(summaryOptions, options);
      choose((run) => summaryCommand(run, campaign, period));
    });
  command("target <campaign>", "sets what a campaign is judged by")
    .option("--cpa <amount>", "cost of a conversion, in the account's currency")
    .option("--roas <multiple>", "value returned per unit of spend")
    .option("--none", "no target")
    .action(async (campaign: string, options: unknown) => {
      const { targetCommand } = await import("./target-command.ts");
      const parsed = checked(targetOptions, options);
      choose((run) => targetCommand(run, campaign, parsed));
    });
  const rule = program.command("rule").description("alert rules as JSON files");
  command("add <file>", "puts a rule in force", rule).action(async (file: string) => {
    const { ruleAddCommand } = await import("./rule-command.ts");
    choose((run) => ruleAddCommand(run, file));
  });
  command("list", "the rules in force", rule).action(async () => {
    const { ruleListCommand } = await import("./rule-command.ts");
    choose(ruleListCommand);
  });
  command("remove <id>", "takes a rule out of force", rule).action(async (id: string) => {
    const { ruleRemoveCommand } = await import("./rule-command.ts");
    choose((run) => ruleRemoveCommand(run, id));
  });
  describeSourceCommands({ program, command, choose });
  command("check", "one evaluation of the rules")
    .option("--at <instant>", "as of then, such as 2026-11-24T09:00:00Z; else now")
    .action(async (options: unknown) => {
      const { checkCommand } = await import("./check-command.ts");
      const { at } = checked(z.object({ at: z.string().optional() }), options);
      choose((run) => checkCommand(run, at));
    });
  command("backtest", "what a rule would have done")
    .requiredOption("--rule <file>", "a rule file")
    .requiredOption("--from <date>", "the first day, as 2026-10-01")
    .requiredOption("--to <date>", "the last day, itself included")
    .action(async (options: unknown) => {
      const { backtestCommand } = await import("./backtest-command.ts");
      const parsed = checked(
        z.object({ rule: z.string(), from: z.string(), to: z.string() }),
        options,
      );
      choose((run) => backtestCommand(run, parsed));
    });
  command("suggest", "the budget shift that the data speak for; stores and sends nothing")
    .option("--portfolio <file>", "a file of campaigns and their days, instead of the database")
    .option("--as-of <date>", "the last day to look at")
    .option("--max-step <share>", "largest change of one budget, 0.2 for 20 %")
    .option("--ungated", "the best plan even where the evidence is thin")
    .option("--explain", "with --json: what every number follows from")
    .action(async (options: unknown) => {
      const { suggestCommand } = await import("./suggest-command.ts");
      const parsed = checked(suggestOptions, options);
      choose((run) => suggestCommand(run, parsed));
    });
  command("doctor", "checks settings, database, Slack and the data").action(async () => {
    const { doctorCommand } = await import("./doctor-command.ts");
    choose(doctorCommand);
  });
  return program;
}

const summaryOptions = z.object({
  period: z.string().refine(isPeriodText, {
    error: ({ input }) => noPeriod(String(input)),
  }),
});

const suggestOptions = z.object({
  portfolio: z.string().optional(),
  asOf: z
    .string()
    .refine(isDay, { error: ({ input }) => `"${String(input)}" is not a day such as 2026-11-22.` })
    .optional(),
  maxStep: z
    .string()
    .transform(Number)
    .refine((step) => step > 0 && step <= 1, {
      error: "--max-step is a share above 0 and up to 1, such as 0.2.",
    })
    .optional(),
  ungated: z.boolean().optional(),
  explain: z.boolean().optional(),
});

const targetOptions = z.object({
  cpa: z.string().optional(),
  roas: z.string().optional(),
  none: z.boolean().optional(),
});

function checked<T>(schema: z.ZodType<T>, options: unknown): T {
  const parsed = schema.safeParse(options);
  if (parsed.success) return parsed.data;
  throw new WrongUsage(parsed.error.issues.map(({ message }) => message).join("\n"));
}
