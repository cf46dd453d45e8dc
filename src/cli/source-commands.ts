import type { Command } from "commander";
import { z } from "zod";

import type { CommandRun } from "./command-run.ts";

interface Describe {
  readonly program: Command;
  readonly command: (words: string, description: string, under: Command) => Command;
  readonly choose: (action: (run: CommandRun) => Promise<number>) => void;
}

/** The commands about live sources. */
export function describeSourceCommands({ program, command, choose }: Describe): void {
  const source = program.command("source").description("where numbers come from by themselves");
  command("add <file>", "adds a source out of a JSON file; the running product loads it", source)
    .option("--check", "asks the platform what would be loaded, and stores nothing")
    .action(async (file: string, options: unknown) => {
      const { sourceAddCommand } = await import("./source-add-command.ts");
      const { check = false } = addOptions.parse(options);
      choose((run) => sourceAddCommand(run, { file, check }));
    });
  command("list", "the sources, with how they are", source).action(async () => {
    const { sourceListCommand } = await import("./source-list-command.ts");
    choose(sourceListCommand);
  });
  command("check <name>", "asks the platform what would be loaded", source).action(
    async (name: string) => {
      const { sourceCheckCommand } = await import("./source-check-command.ts");
      choose((run) => sourceCheckCommand(run, name));
    },
  );
  command("load <name>", "loads a source now", source)
    .option("--from <date>", "these days instead of those that are due")
    .option("--to <date>", "the last of them, itself included; today where left out")
    .action(async (name: string, options: unknown) => {
      const { sourceLoadCommand } = await import("./source-load-command.ts");
      const days = loadOptions.parse(options);
      choose((run) => sourceLoadCommand(run, name, days));
    });
  for (const [words, paused] of [
    ["pause", true],
    ["resume", false],
  ] as const) {
    const says = paused ? "loads a source no more by itself" : "loads a paused source again";
    command(`${words} <name>`, says, source).action(async (name: string) => {
      const { sourcePauseCommand } = await import("./source-pause-command.ts");
      choose((run) => sourcePauseCommand(run, { name, paused }));
    });
  }
  command("remove <name>", "takes a source away; its numbers stay", source).action(
    async (name: string) => {
      const { sourceRemoveCommand } = await import("./source-remove-command.ts");
      choose((run) => sourceRemoveCommand(run, name));
    },
  );
  command("writes <account>", "whether approved budgets are written to an account", source)
    .option("--on", "approved changes are made on the platform")
    .option("--off", "dry run: the platform is asked, and people make the changes")
    .action(async (account: string, options: unknown) => {
      const { sourceWritesCommand } = await import("./source-writes-command.ts");
      const given = writesOptions.parse(options);
      choose((run) => sourceWritesCommand(run, account, given));
    });
  command("reseal", "seals stored secrets with the present key", source).action(async () => {
    const { sourceResealCommand } = await import("./source-reseal-command.ts");
    choose(sourceResealCommand);
  });
}

const addOptions = z.object({ check: z.boolean().optional() });
const loadOptions = z.object({ from: z.string().optional(), to: z.string().optional() });
const writesOptions = z.object({ on: z.boolean().optional(), off: z.boolean().optional() });
