import type { CommandOutput } from "../control/command-output.ts";
import { settingsFaults } from "../doctor/settings-findings.ts";
import { printFindings } from "./print-findings.ts";

const REFUSED = 1;

/** Says which settings keep a command from running, in JSON too; returns the exit code. */
export function refuseSettings(
  argv: readonly string[],
  faults: readonly string[],
  output: CommandOutput,
): number {
  const json = argv.includes("--json");
  const print = (value: unknown): void => output.out(`${JSON.stringify(value)}\n`);
  if (argv[0] === "doctor") return printFindings({ json, print, output }, settingsFaults(faults));
  const message = `These settings cannot be used:\n${faults.join("\n")}`;
  if (json) print({ error: message });
  output.err(`${message}\n`);
  return REFUSED;
}
