#!/usr/bin/env -S node --max-semi-space-size=64
import { runCommandLine } from "./wiring/run-command-line.ts";

process.exitCode = await runCommandLine(process.argv.slice(2), process.env);
