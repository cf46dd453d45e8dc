import { runCommandLine } from "./wiring/run-command-line.ts";

process.exitCode = await runCommandLine(["start"], process.env);
