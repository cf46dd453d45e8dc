#!/usr/bin/env -S node --max-semi-space-size=64
import { refusedSettings } from "./cli/refused-settings.ts";
import { runCommandLine } from "./wiring/run-command-line.ts";

const argv = process.argv.slice(2);
const refused = refusedSettings(argv, process.env, {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
});

process.exitCode = refused ?? (await runCommandLine(argv, process.env));
