import { runCommandLine } from "./run-command-line.ts";

process.exitCode = await runCommandLine(["start"], process.env);
